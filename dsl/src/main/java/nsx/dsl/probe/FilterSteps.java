package nsx.dsl.probe;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nsx.dsl.probe.Leg.Fact;
import nsx.dsl.why.NetState;
import nsx.nft.FilterChain;
import nsx.nft.Headers;
import nsx.nft.NftRule;
import nsx.nft.RuleText;
import nsx.nft.Ruleset;
import nsx.nft.Sample;
import nsx.nft.TraceEvent;
import nsx.rtnl.Link;
import nsx.trace.NftTrace;
import nsx.trace.Watch.Passed;

/** Reads what nftables told of the packet: the hooks that it passed, and the rules that decided something. */
final class FilterSteps {
    private static final int BRIDGE = 7;

    private final Map<String, NetState> nets;
    private final Sample sample;
    private final Journey journey;
    private final boolean points;
    /** What is known of each packet in each namespace since its headers were told. */
    private final Map<String, Sight> sights = new HashMap<>();
    /** The last headers of each direction and namespace. */
    private final Map<String, Headers> last = new LinkedHashMap<>();

    /**
     * What was told last of a packet.
     *
     * @param in number of the device that it came by; 0 for none
     * @param out number of the device that it leaves by; 0 for none yet
     */
    private record Sight(Headers headers, Optional<String> hook, int in, int out) {}

    /** @param points whether the trace points of the kernel told of the devices already */
    FilterSteps(Map<String, NetState> nets, Sample sample, Journey journey, boolean points) {
        this.points = points;
        this.nets = nets;
        this.sample = sample;
        this.journey = journey;
    }

    /** The addresses that a packet had at any time. */
    static Set<InetAddress> addresses(List<Passed> steps) {
        Set<InetAddress> all = new HashSet<>();
        steps.forEach(s -> Headers.of(s.step().network(), s.step().transport()).ifPresent(h -> {
            all.add(h.source());
            all.add(h.destination());
        }));
        return all;
    }

    void read(List<Passed> steps) {
        steps.forEach(s -> read(s.net(), s.step()));
    }

    private void read(String name, TraceEvent step) {
        NetState net = nets.get(name);
        String key = name + " " + step.id() + " " + (step.family() == BRIDGE);
        Optional<String> hook = hook(net, step);
        Optional<Headers> told = Headers.of(step.network(), step.transport());
        Sight before = sights.get(key);
        Headers headers = told.orElse(before == null ? null : before.headers());
        if (headers == null) {
            return;
        }
        Optional<String> at = hook.or(() -> Optional.ofNullable(before).flatMap(Sight::hook));
        // only the first step in each chain tells the devices
        boolean fresh = told.isPresent() || before == null;
        Sight sight = new Sight(headers, at, fresh ? step.in() : before.in(), fresh ? step.out() : before.out());
        sights.put(key, sight);
        boolean back = !headers.isThere(sample);
        Leg leg = journey.leg(name, back);
        translated(leg, name, back, headers, at.orElse(""));
        at.ifPresent(h -> take(leg, net, step, h, sight));
    }

    /** Says when a hook gave it other addresses. */
    private void translated(Leg leg, String name, boolean back, Headers headers, String hook) {
        String key = name + back + headers.isError();
        Headers earlier = last.put(key, headers);
        if (earlier != null && !earlier.text().equals(headers.text()) && !hook.isEmpty()) {
            leg.add(
                    hook.equals("input") || hook.equals("forward") ? Stage.PREROUTING : Stage.ofHook(hook),
                    new Fact(name, "translated: " + headers.text()));
        }
    }

    private void take(Leg leg, NetState net, TraceEvent step, String hook, Sight sight) {
        Stage stage = Stage.ofHook(hook);
        if (NftTrace.isOwn(step)) {
            if (step.kind() == TraceEvent.Kind.POLICY) {
                passed(leg, net, step, hook, sight);
            }
            return;
        }
        String said = said(net, step);
        if (!said.isEmpty()) {
            leg.add(stage, new Fact(net.name(), said, step.drops(), true));
        }
    }

    private void passed(Leg leg, NetState net, TraceEvent step, String hook, Sight sight) {
        String in = device(net, sight.in());
        String out = device(net, sight.out());
        boolean bridge = step.family() == BRIDGE;
        switch (hook) {
            case "prerouting" -> {
                if (!leg.has(Stage.RECEIVED)) {
                    leg.add(Stage.RECEIVED, new Fact(net.name() + ":" + in, "received"));
                }
            }
            case "forward" -> {
                // br_netfilter leads frames through this hook that the bridge passes on
                if (bridge || !in.equals(out) || !isBridge(net, sight.in())) {
                    String what = bridge ? "bridged" : "forwarded";
                    leg.add(Stage.FORWARD, new Fact(net.name(), what + " from " + in + " to " + out));
                }
            }
            case "input" -> {
                if (!bridge) {
                    leg.add(Stage.END, new Fact(net.name(), "delivered"));
                }
            }
            case "postrouting" -> {
                if (!leg.has(Stage.SENT) || bridge && !points) {
                    leg.set(Stage.SENT, new Fact(net.name() + ":" + out, "sent"));
                }
            }
            default -> {}
        }
    }

    private static boolean isBridge(NetState net, int index) {
        return net.link(index).filter(Link::isSwitch).isPresent();
    }

    private static String device(NetState net, int index) {
        return net.link(index).map(Link::name).orElse(Integer.toString(index));
    }

    /** What is worth a line: what decided, and what had a rule that leads elsewhere. */
    private static String said(NetState net, TraceEvent step) {
        String chain = Ruleset.familyName(step.family()) + " " + step.table() + " " + step.chain();
        if (step.kind() == TraceEvent.Kind.POLICY) {
            return step.drops() ? "policy of chain " + chain + ": drop" : "";
        }
        if (step.kind() != TraceEvent.Kind.RULE || step.verdict().equals("continue")) {
            return "";
        }
        String rule = net.filters()
                .flatMap(r -> r.rules().stream()
                        .filter(x -> matches(x, step))
                        .findFirst()
                        .map(x -> RuleText.of(x, r.sets())))
                .orElse("");
        String text = chain + (rule.isEmpty() ? " handle " + step.handle() : ": " + rule);
        return rule.endsWith(step.verdict()) || rule.contains("reject") && step.drops()
                ? text
                : text + " (" + step.verdict() + ")";
    }

    private static boolean matches(NftRule rule, TraceEvent step) {
        return rule.family() == step.family()
                && rule.handle() == step.handle()
                && rule.table().equals(step.table());
    }

    /** The hook of a base chain, or where nsx watches; empty for chains that rules lead to. */
    private static Optional<String> hook(NetState net, TraceEvent step) {
        if (NftTrace.isOwn(step)) {
            return Optional.of(step.chain());
        }
        return net.filters()
                .flatMap(r -> r.chains().stream().filter(c -> isChain(c, step)).findFirst())
                .flatMap(FilterChain::hook);
    }

    private static boolean isChain(FilterChain chain, TraceEvent step) {
        return chain.family() == step.family()
                && chain.table().equals(step.table())
                && chain.name().equals(step.chain());
    }
}
