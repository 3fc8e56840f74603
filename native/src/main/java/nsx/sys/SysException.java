package nsx.sys;

/** A failed system call: its name, its argument and the kernel's error. */
public final class SysException extends RuntimeException {
    private final String call;
    private final Errno errno;
    private final String argument;

    public SysException(String call, Errno errno, String argument) {
        super(call + "(" + argument + "): " + errno.text() + " (" + errno + ")");
        this.call = call;
        this.errno = errno;
        this.argument = argument;
    }

    /** The system call's name in section 2 of the manual. */
    public String call() {
        return call;
    }

    public Errno errno() {
        return errno;
    }

    /** The argument that identifies the call: a path, a device or a flag. */
    public String argument() {
        return argument;
    }

    /** Returns the result, or throws the error in errno if it is negative. */
    static int check(String call, int result, Object argument) {
        return (int) check(call, (long) result, argument);
    }

    static long check(String call, long result, Object argument) {
        if (result < 0) {
            throw new SysException(call, Errno.of(Libc.errno()), String.valueOf(argument));
        }
        return result;
    }
}
