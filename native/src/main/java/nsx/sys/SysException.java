package nsx.sys;

/** A system call that failed: which, with which argument, and the kernel's reason. */
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

    /** The system call's name, as in section 2 of the manual. */
    public String call() {
        return call;
    }

    public Errno errno() {
        return errno;
    }

    /** The argument that tells this call from others: a path, a device, a flag. */
    public String argument() {
        return argument;
    }

    /** Passes a result through, or throws what errno says when it is negative. */
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
