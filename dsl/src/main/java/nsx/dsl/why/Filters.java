package nsx.dsl.why;

import java.util.Optional;
import nsx.dsl.why.World.Place;
import nsx.nft.Judgement;
import nsx.nft.Judgement.Stop;
import nsx.nft.Packet;
import nsx.nft.Ruleset;

/** What nftables does with the packet in each namespace. */
record Filters(Trail trail) {
    /** Passes a hook; the translation that a rule of it makes. */
    Optional<Judgement.Translation> check(NetState net, Place place, String hook, Packet packet) {
        net.unseen().forEach(what -> trail.notSeen(net.name(), "filters", what));
        return net.filters().flatMap(rules -> {
            Judgement judgement = Judgement.at(hook, rules, packet);
            pass(net, place, hook, packet, rules, judgement);
            judgement
                    .translation()
                    .ifPresent(t -> trail.saw(
                            place, "nftables " + hook, t.kind().toString().toLowerCase(java.util.Locale.ROOT)));
            return judgement.translation();
        });
    }

    /** Passes the rules of a bridge, and with br_netfilter those of IP too. */
    void checkBridge(Place bridge, Packet packet) {
        NetState net = bridge.net();
        net.filters().ifPresent(rules -> {
            pass(net, bridge, "bridge forward", packet, rules, Judgement.onBridge(rules, packet));
            String family = packet.isIpv6() ? "ip6" : "ip";
            if (net.sysctl("net/bridge/bridge-nf-call-" + family + "tables") == 1) {
                Packet bridged = packet.between(Walk.device(bridge.link()), Walk.device(bridge.link()));
                pass(net, bridge, "forward by br_netfilter", bridged, rules, Judgement.at("forward", rules, bridged));
            }
        });
    }

    private void pass(NetState net, Place place, String hook, Packet packet, Ruleset rules, Judgement judgement) {
        judgement
                .doubts()
                .forEach(stop -> trail.notSeen(
                        place, "nftables " + hook, text(stop) + " may drop it: it asks for more than is known here"));
        judgement.stop().ifPresent(stop -> {
            throw new Fault(
                    place.toString(),
                    "nftables " + hook,
                    text(stop) + " in " + net.name() + " "
                            + stop.kind().toString().toLowerCase(java.util.Locale.ROOT) + "s " + Routing.text(packet),
                    Mend.filter(net, stop));
        });
        boolean any = rules.chains().stream()
                .anyMatch(c -> c.hook().isPresent() && hook.endsWith(c.hook().get()));
        if (any && judgement.doubts().isEmpty()) {
            trail.saw(place, "nftables " + hook, "passes");
        }
    }

    private static String text(Stop stop) {
        return stop.rule()
                .map(rule -> "rule " + rule.handle() + " of chain " + Ruleset.familyName(rule.family()) + " "
                        + rule.table() + " " + rule.chain())
                .orElseGet(() -> "the policy of chain " + stop.chain());
    }
}
