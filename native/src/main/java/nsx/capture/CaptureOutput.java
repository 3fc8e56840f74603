package nsx.capture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import nsx.sys.OutputFile;
import nsx.sys.SysException;

/**
 * Files that frames are appended to through a buffer: one, or a ring. Each is whole after every {@link #flush}; when a write fails, what
 * was written of the last frames is cut off again.
 */
final class CaptureOutput implements AutoCloseable {
    private final Destination destination;
    private final Consumer<ByteBuffer> head;
    private final ByteBuffer buffer;
    private final Deque<WrittenFile> full = new ArrayDeque<>();
    private OutputFile file;
    private int number;
    private long frames;
    private long written;

    private CaptureOutput(Destination destination, int size, Consumer<ByteBuffer> head) {
        this.destination = destination;
        this.head = head;
        this.buffer = ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
    }

    /**
     * Creates or truncates the file and writes its head. If the head cannot be written, the file is deleted.
     *
     * @param size of the buffer, in bytes
     * @param head writes what is at the beginning of each file
     * @throws SysException ENXIO for a pipe that nobody reads
     */
    static CaptureOutput create(Destination destination, int size, Consumer<ByteBuffer> head) {
        CaptureOutput output = new CaptureOutput(destination, size, head);
        output.open();
        return output;
    }

    private void open() {
        file = destination.place().open(path());
        frames = 0;
        written = 0;
        try {
            head.accept(buffer);
            flush();
        } catch (RuntimeException e) {
            if (file.isRegular()) {
                destination.place().remove(path());
            }
            file.close();
            throw e;
        }
    }

    private String path() {
        return destination.path(number);
    }

    /** The buffer, with room for so many bytes at its position: one more frame. */
    ByteBuffer room(int bytes) {
        if (destination.isRing() && written + buffer.position() + bytes > destination.size()) {
            next();
        }
        if (buffer.remaining() < bytes) {
            flush();
        }
        frames++;
        return buffer;
    }

    private void next() {
        flush();
        file.close();
        full.add(current());
        if (full.size() == destination.files()) {
            full.remove();
        }
        number++;
        open();
    }

    private WrittenFile current() {
        return new WrittenFile(path(), frames, written + buffer.position());
    }

    /** The files, the oldest first; those that were emptied again are not among them. */
    List<WrittenFile> files() {
        List<WrittenFile> files = new ArrayList<>(full);
        files.add(current());
        return files;
    }

    /** Writes the buffered frames; ENOSPC or EFBIG without room. The file then ends after the last whole write. */
    void flush() {
        try {
            file.write(Arrays.copyOf(buffer.array(), buffer.position()));
            written += buffer.position();
        } catch (SysException e) {
            cut();
            throw e;
        } finally {
            buffer.clear();
        }
    }

    private void cut() {
        try {
            file.truncate(written);
        } catch (SysException e) {
            // a pipe or a device has no length and cannot be cut back
            return;
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
