package nsx.shadow;

import nsx.sys.Errno;

/** An error that the kernel would answer. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final Errno errno;

    /** @param words the text of the extended acknowledgement, empty for none */
    Refusal(Errno errno, String words) {
        super(words);
        this.errno = errno;
    }

    Errno errno() {
        return errno;
    }
}
