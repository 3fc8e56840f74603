package nsx.sys;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** A file without a name that lives in memory as long as anybody has it open (memfd_create(2), since Linux 3.17). */
public final class MemoryFile implements AutoCloseable {
    private static final int MFD_CLOEXEC = 1;
    private static final int CHUNK = 65536;

    private final Fd fd;

    public MemoryFile(String name) {
        fd = new Fd(SysException.check("memfd_create", LibcSpawn.memfd_create(name, MFD_CLOEXEC), name));
    }

    public Fd fd() {
        return fd;
    }

    /** Writes from the file's beginning; whoever gets the descriptor next reads it from there. */
    public void write(byte[] bytes) {
        int written = 0;
        while (written < bytes.length) {
            byte[] rest = Arrays.copyOfRange(bytes, written, Math.min(bytes.length, written + CHUNK));
            written +=
                    (int) SysException.check("pwrite", LibcSpawn.pwrite(fd.number(), rest, rest.length, written), fd);
        }
    }

    /** All that was written so far; the position of those who write is left alone. */
    public byte[] content() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        while (true) {
            int n = (int)
                    SysException.check("pread", LibcSpawn.pread(fd.number(), chunk, chunk.length, all.size()), fd);
            if (n == 0) {
                return all.toByteArray();
            }
            all.write(chunk, 0, n);
        }
    }

    @Override
    public void close() {
        fd.close();
    }
}
