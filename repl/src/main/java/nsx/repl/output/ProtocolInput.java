package nsx.repl.output;

import java.io.IOException;
import java.io.InputStream;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.SysException;

/** Standard input for a protocol alone: once it is claimed, started programs find their standard input empty. */
final class ProtocolInput extends InputStream {
    private static final int BLOCK = 65_536;
    private final Fd fd;

    private ProtocolInput(Fd fd) {
        this.fd = fd;
    }

    static ProtocolInput claim() {
        Fd fd = Fd.standardInput();
        try (Fd nothing = Files.open("/dev/null", 0)) {
            Fd.takeInputFrom(nothing);
        }
        return new ProtocolInput(fd);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        byte[] block = new byte[Math.min(length, BLOCK)];
        try {
            int count = fd.read(block);
            System.arraycopy(block, 0, bytes, from, count);
            return count == 0 ? -1 : count;
        } catch (SysException e) {
            throw new IOException(e);
        }
    }
}
