package nsx.shadow;

import nsx.sys.Errno;

/** What the kernel would say no to. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final Errno errno;

    /** @param words of the extended acknowledgement, empty for none */
    Refusal(Errno errno, String words) {
        super(words);
        this.errno = errno;
    }

    Errno errno() {
        return errno;
    }
}
