package nsx.sys;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** An unnamed file in memory that exists as long as it is open (memfd_create(2), since Linux 3.17). */
public final class MemoryFile implements AutoCloseable {
    private static final int MFD_CLOEXEC = 1;
    private static final int MFD_ALLOW_SEALING = 2;
    /**
     * The flag for an executable file, since Linux 6.3, which warns if neither this flag nor its opposite is set;
     * EINVAL before.
     */
    private static final int MFD_EXEC = 0x10;

    private static final int F_ADD_SEALS = 1033;
    /** F_SEAL_SEAL, F_SEAL_SHRINK, F_SEAL_GROW and F_SEAL_WRITE. */
    private static final int ALL_SEALS = 0xf;

    private static final int CHUNK = 65536;

    private final Fd fd;

    public MemoryFile(String name) {
        fd = Descriptors.take("memfd_create", () -> LibcSpawn.memfd_create(name, MFD_CLOEXEC), name);
    }

    private MemoryFile(Fd fd) {
        this.fd = fd;
    }

    /**
     * Makes a program in memory that nobody can change, not even its creator (F_ADD_SEALS of fcntl(2), since Linux
     * 3.17). The program is started by its path, {@code /proc/PID/fd/N}.
     *
     * @throws SysException EACCES if {@code vm.memfd_noexec} is 2
     */
    public static MemoryFile sealedProgram(String name, byte[] content) {
        int flags = MFD_CLOEXEC | MFD_ALLOW_SEALING;
        int number = Descriptors.attempt(() -> LibcSpawn.memfd_create(name, flags | MFD_EXEC));
        if (number < 0 && Errno.of(Libc.errno()) == Errno.EINVAL) {
            number = Descriptors.attempt(() -> LibcSpawn.memfd_create(name, flags));
        }
        MemoryFile file = new MemoryFile(new Fd(SysException.check("memfd_create", number, name)));
        try {
            file.write(content);
            SysException.check("fcntl F_ADD_SEALS", Libc.fcntl(file.fd.number(), F_ADD_SEALS, ALL_SEALS), name);
            return file;
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    public Fd fd() {
        return fd;
    }

    /** Writes at the start of the file, from where the next user of the descriptor reads. */
    public void write(byte[] bytes) {
        int written = 0;
        while (written < bytes.length) {
            byte[] rest = Arrays.copyOfRange(bytes, written, Math.min(bytes.length, written + CHUNK));
            written +=
                    (int) SysException.check("pwrite", LibcSpawn.pwrite(fd.number(), rest, rest.length, written), fd);
        }
    }

    /** The content so far; the read does not move the position of writers. */
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
