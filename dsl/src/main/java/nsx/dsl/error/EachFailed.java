package nsx.dsl.error;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Why a block failed in several places: the cause of the {@link NsxException} that tells of all. Its own cause is the first failure. */
public final class EachFailed extends RuntimeException {
    private final transient Map<String, Throwable> failures;

    /** @param failures by the name of the place, in order; not empty */
    public EachFailed(Map<String, Throwable> failures) {
        super(null, failures.values().iterator().next());
        this.failures = new LinkedHashMap<>(failures);
    }

    /** {@code a: no such device; b: no such device}. */
    public String told(Function<Throwable, String> words) {
        return failures.entrySet().stream()
                .map(e -> e.getKey() + ": " + words.apply(e.getValue()))
                .collect(Collectors.joining("; "));
    }
}
