package nsx.dsl.op.ipc;

/**
 * The command lines equivalent to operations on IPC objects. ipcmk(1) cannot create an object with a given key, and
 * util-linux has no tool to read or write one; perl has functions for the System V calls, and python reaches the
 * POSIX ones.
 */
final class IpcCommand {
    /** The limit of a shown message, in bytes. */
    private static final int SHOWN = 256;

    private IpcCommand() {}

    /** Returns {@code 1 byte} or {@code 2 bytes}. */
    static String size(long bytes) {
        return bytes + (bytes == 1 ? " byte" : " bytes");
    }

    static String perl(String script) {
        return "perl -e '" + script + "'";
    }

    /** A call that ends the command with the error's message on failure: perl's IPC functions then return undef. */
    static String perlCall(String call) {
        return perl(call + " // die $!");
    }

    static String python(String script) {
        return "python3 -c 'import ctypes as c; q = c.CDLL(\"librt.so.1\"); " + script + "'";
    }

    /** Bytes between double quotes, readable by perl and, after a b, by python. */
    static String quoted(byte[] bytes) {
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < Math.min(SHOWN, bytes.length); i++) {
            int b = Byte.toUnsignedInt(bytes[i]);
            boolean plain = b >= ' ' && b < 0x7f && "\"'\\$@".indexOf(b) < 0;
            text.append(plain ? String.valueOf((char) b) : String.format("\\x%02x", b));
        }
        return text.append(bytes.length > SHOWN ? "…\"" : "\"").toString();
    }
}
