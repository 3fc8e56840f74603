package nsx.dsl.verb.firewall;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.value.firewall.NftStep;
import nsx.nft.Headers;
import nsx.nft.NftRule;
import nsx.nft.RuleText;
import nsx.nft.Ruleset;
import nsx.nft.TraceEvent;
import nsx.trace.NftTrace;

/** Makes rows from nftables trace events. Only a packet's first step at a hook contains its headers and devices. */
final class NftSteps {
    /** The limit of remembered packets, because there can be more than memory. */
    private static final int PACKETS = 10_000;

    /** The least time between two lookups of unknown rules. */
    private static final long PAUSE_NANOS = Duration.ofMillis(500).toNanos();

    private final Supplier<Ruleset> rules;
    private final Supplier<DeviceNames> devices;
    private Ruleset known;
    private DeviceNames names;
    private long read;

    private final Map<String, TraceEvent> first = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TraceEvent> eldest) {
            return size() > PACKETS;
        }
    };

    /** Makes rows. Rules and devices are read now, and again if a step contains an unknown one. */
    NftSteps(Supplier<Ruleset> rules, Supplier<DeviceNames> devices) {
        this.rules = rules;
        this.devices = devices;
        read();
    }

    private void read() {
        known = rules.get();
        names = devices.get();
        read = System.nanoTime();
    }

    /** The rows for steps in tables of other programs and in nsx's own filter and NAT tables. */
    List<NftStep> rows(List<TraceEvent> events) {
        return events.stream().flatMap(event -> row(event).stream()).toList();
    }

    private Optional<NftStep> row(TraceEvent event) {
        TraceEvent told = first.computeIfAbsent(event.family() + " " + event.id(), key -> event);
        boolean here = Headers.of(event.network(), event.transport()).isPresent();
        if (here) {
            // a translation may have changed it
            first.put(event.family() + " " + event.id(), event);
            told = event;
        }
        boolean end = event.kind() == TraceEvent.Kind.RULE && event.handle() == 0;
        if (end || NftTrace.isOwn(event)) {
            // after the last rule of a chain the kernel reports a rule without a number, then the policy
            return Optional.empty();
        }
        return Optional.of(new NftStep(
                event,
                text(event),
                Headers.of(told.network(), told.transport()),
                device(event.in() != 0 ? event.in() : told.in()),
                device(event.out() != 0 ? event.out() : told.out())));
    }

    private String device(int index) {
        return index == 0 ? null : names.get(index);
    }

    private String text(TraceEvent event) {
        return switch (event.kind()) {
            case POLICY -> "policy " + event.verdict();
            case RETURN -> "end of chain";
            case RULE -> rule(event).map(RuleText::of).orElse("rule " + event.handle() + ", which is gone");
        };
    }

    private Optional<NftRule> rule(TraceEvent event) {
        Optional<NftRule> found = find(event);
        if (found.isEmpty() && System.nanoTime() - read > PAUSE_NANOS) {
            read();
            found = find(event);
        }
        return found;
    }

    private Optional<NftRule> find(TraceEvent event) {
        return known.rules().stream()
                .filter(r -> r.family() == event.family()
                        && r.handle() == event.handle()
                        && r.table().equals(event.table()))
                .findFirst();
    }
}
