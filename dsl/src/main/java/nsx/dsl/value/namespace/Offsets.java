package nsx.dsl.value.namespace;

import java.time.Duration;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.shape.MoreFacts;
import nsx.ns.TimeOffsets;
import nsx.sys.Clock;

/** The offsets of a time namespace's clocks, by name. Another name is an error and not a clock without an offset. */
@MoreFacts(Offsets.Names.class)
public final class Offsets extends AbstractMap<String, Duration> {
    private final Map<String, Duration> all = new LinkedHashMap<>();

    Offsets(TimeOffsets offsets) {
        for (Clock clock : Clock.values()) {
            all.put(clock.text(), offsets.get(clock));
        }
    }

    @Override
    public Duration get(Object name) {
        if (!all.containsKey(name)) {
            throw new NsxException("there is no clock " + name + " with an offset")
                    .at(name)
                    .hint(Texts.didYouMean(String.valueOf(name), all.keySet()));
        }
        return all.get(name);
    }

    @Override
    public Duration getOrDefault(Object name, Duration otherwise) {
        return all.getOrDefault(name, otherwise);
    }

    @Override
    public Set<Map.Entry<String, Duration>> entrySet() {
        return Collections.unmodifiableSet(all.entrySet());
    }

    /** Names of the clocks. */
    static final class Names implements Supplier<List<String>> {
        @Override
        public List<String> get() {
            return Arrays.stream(Clock.values()).map(Clock::text).toList();
        }
    }
}
