package nsx.dsl.op.ipc;

/**
 * Command lines that do what an operation on IPC objects does. ipcmk(1) cannot make an object of a given key, and nothing in
 * util-linux reads or writes one; perl has the System V calls as functions of its own, and python reaches the POSIX ones.
 */
final class IpcCommand {
    /** More of a message is not shown. */
    private static final int SHOWN = 256;

    private IpcCommand() {}

    /** {@code 1 byte}, {@code 2 bytes}. */
    static String size(long bytes) {
        return bytes + (bytes == 1 ? " byte" : " bytes");
    }

    static String perl(String script) {
        return "perl -e '" + script + "'";
    }

    /** A call that ends the command with the error's words when it fails: perl's IPC functions return undef then. */
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
