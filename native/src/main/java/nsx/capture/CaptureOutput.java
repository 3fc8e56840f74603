package nsx.capture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;
import nsx.sys.Files;
import nsx.sys.OutputFile;
import nsx.sys.SysException;

/**
 * A file to which records are appended through a buffer. The file is complete after every {@link #flush}; after a
 * failed write the file is cut back to the last complete record.
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
     * Creates or truncates the file and writes its head. If the head cannot be written, the file is deleted.
     *
     * @param size of the buffer, in bytes
     * @throws SysException ENXIO for a pipe without a reader
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

    /** Returns the buffer with at least this much room at its position. */
    ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            flush();
        }
        return buffer;
    }

    /**
     * Writes the buffered records. Without room on the disk it throws ENOSPC or EFBIG, and the file ends after the
     * last complete write.
     */
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
