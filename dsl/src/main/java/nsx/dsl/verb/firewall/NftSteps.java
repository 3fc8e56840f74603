package nsx.dsl.verb.firewall;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.value.firewall.NftStep;
import nsx.nft.FilterChain;
import nsx.nft.Headers;
import nsx.nft.NftRule;
import nsx.nft.RuleText;
import nsx.nft.Ruleset;
import nsx.nft.TraceEvent;
import nsx.trace.NftTrace;

/**
 * Makes rows from nftables trace events. Only a packet's first step at a hook contains its headers and devices, and
 * only a chain at a hook tells the hook.
 */
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

    /**
     * What the earlier steps of a packet told.
     *
     * @param event the last step with headers
     * @param hook the hook of the last chain that has one; null if none was seen
     */
    private record Told(TraceEvent event, String hook) {}

    private final Map<String, Told> packets = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Told> eldest) {
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
        String packet = event.family() + " " + event.id();
        Told before = packets.getOrDefault(packet, new Told(event, null));
        // a translation may have changed the headers
        boolean here = Headers.of(event.network(), event.transport()).isPresent();
        Told told = new Told(here ? event : before.event, hook(event).orElse(before.hook));
        packets.put(packet, told);
        boolean end = event.kind() == TraceEvent.Kind.RULE && event.handle() == 0;
        if (end || NftTrace.isOwn(event)) {
            // after the last rule of a chain the kernel reports a rule without a number, then the policy
            return Optional.empty();
        }
        return Optional.of(new NftStep(
                event,
                told.hook,
                text(event),
                Headers.of(told.event.network(), told.event.transport()),
                device(event.in() != 0 ? event.in() : told.event.in()),
                device(event.out() != 0 ? event.out() : told.event.out())));
    }

    private Optional<String> hook(TraceEvent event) {
        return known.chains().stream()
                .filter(c -> c.family() == event.family()
                        && c.table().equals(event.table())
                        && c.name().equals(event.chain()))
                .findFirst()
                .flatMap(FilterChain::hook);
    }

    private String device(int index) {
        return index == 0 ? null : names.get(index);
    }

    private String text(TraceEvent event) {
        return switch (event.kind()) {
            case POLICY -> "policy " + event.verdict();
            case RETURN -> "end of chain";
            case RULE ->
                rule(event).map(r -> RuleText.of(r, known.sets())).orElse("rule " + event.handle() + ", which is gone");
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
