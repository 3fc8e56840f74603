package nsx.dsl.why;

import java.util.List;
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
    private final List<Cure> cures;

    /** @param cures lines that may mend it, the likeliest first; none when none can be known */
    Fault(String hop, String looked, String message, Cure... cures) {
        this(hop, looked, message, List.of(cures));
    }

    Fault(String hop, String looked, String message, List<Cure> cures) {
        super(message, null, false, false);
        this.hop = hop;
        this.looked = looked;
        this.cures = List.copyOf(cures);
    }

    Fault(String hop, String looked, String message, Optional<Cure> cure) {
        this(hop, looked, message, cure.stream().toList());
    }

    /** The same with what led to it. */
    Fault because(String reason) {
        return reason.isEmpty() ? this : new Fault(hop, looked, getMessage() + reason, cures);
    }

    String hop() {
        return hop;
    }

    String looked() {
        return looked;
    }

    List<Cure> cures() {
        return cures;
    }
}
