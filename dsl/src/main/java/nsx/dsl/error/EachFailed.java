package nsx.dsl.error;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The failures of a block that ran in several places: the cause of the {@link NsxException} that reports all of them.
 * The first failure is its own cause.
 */
public final class EachFailed extends RuntimeException {
    private final transient Map<String, Throwable> failures;

    /** @param failures the failures by the name of the place, in order; not empty */
    public EachFailed(Map<String, Throwable> failures) {
        super(null, failures.values().iterator().next());
        this.failures = new LinkedHashMap<>(failures);
    }

    /** Returns {@code a: no such device; b: no such device}. */
    public String told(Function<Throwable, String> words) {
        return failures.entrySet().stream()
                .map(e -> e.getKey() + ": " + words.apply(e.getValue()))
                .collect(Collectors.joining("; "));
    }
}
