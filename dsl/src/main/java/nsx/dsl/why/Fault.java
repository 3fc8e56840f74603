package nsx.dsl.why;

import java.util.Optional;

/**
 * The first thing that is broken; it ends the walk.
 *
 * <p>No stack trace: it is a finding, not an accident.
 */
final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String hop;
    private final String looked;
    private final String mend;

    /** @param mend the line that mends it; null when none can be known */
    Fault(String hop, String looked, String message, String mend) {
        super(message, null, false, false);
        this.hop = hop;
        this.looked = looked;
        this.mend = mend;
    }

    String hop() {
        return hop;
    }

    String looked() {
        return looked;
    }

    Optional<String> mend() {
        return Optional.ofNullable(mend);
    }
}
