package nsx.repl.output;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import nsx.sys.Fd;
import nsx.sys.SysException;

/**
 * Standard output for one document alone. Once it is claimed, all other output goes to standard error, including that
 * of started programs.
 */
final class DocumentOutput extends OutputStream {
    private final Fd fd;

    private DocumentOutput(Fd fd) {
        this.fd = fd;
    }

    static DocumentOutput claim() {
        Fd fd = Fd.standardOutput();
        Fd.sendOutputToError();
        return new DocumentOutput(fd);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            fd.write(Arrays.copyOfRange(bytes, from, from + length));
        } catch (SysException e) {
            throw new IOException(e);
        }
    }
}
