package nsx.capture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;
import nsx.sys.Files;
import nsx.sys.OutputFile;
import nsx.sys.SysException;

/**
 * A file that records are appended to through a buffer. It is whole after every {@link #flush}; when a write fails, what was
 * written of the last records is cut off again.
 */
final class CaptureOutput implements AutoCloseable {
    private final OutputFile file;
    private final ByteBuffer buffer;
    private long written;

    private CaptureOutput(OutputFile file, int size) {
        this.file = file;
        this.buffer = ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
    }

    /**
     * Makes the file, or empties it, and writes its head; a file whose head could not be written does not stay.
     *
     * @param size of the buffer, in bytes
     * @throws SysException ENXIO for a pipe that nobody reads
     */
    static CaptureOutput create(String path, int size, Consumer<ByteBuffer> head) {
        CaptureOutput output = new CaptureOutput(OutputFile.open(path, 0644), size);
        try {
            head.accept(output.buffer);
            output.flush();
            return output;
        } catch (RuntimeException e) {
            if (output.file.isRegular()) {
                Files.unlink(path);
            }
            output.close();
            throw e;
        }
    }

    /** The buffer, with room for so many bytes at its position. */
    ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            flush();
        }
        return buffer;
    }

    /** Writes the buffered records; ENOSPC or EFBIG without room. The file then ends after the last whole write. */
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
            // a pipe or a device has no length: nothing is left there
            return;
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
