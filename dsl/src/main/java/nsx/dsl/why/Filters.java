package nsx.dsl.why;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import nsx.dsl.why.World.Place;
import nsx.filter.Action;
import nsx.filter.Judgement;
import nsx.filter.Judgement.Stop;
import nsx.filter.Packet;
import nsx.filter.Packet.Field;
import nsx.filter.Surroundings;
import nsx.netlink.Ip;
import nsx.nft.FilterChain;
import nsx.nft.NftRule;
import nsx.nft.Ruleset;
import nsx.xtables.Tables;

/** The rules of nftables and iptables-legacy in each namespace, applied to the packet. */
record Filters(World world, Trail trail) {
    /** The tables of iptables that a sent packet passes after its destination was translated. */
    private static final Set<String> LATE = Set.of("filter", "security");
    /** The hooks of a bridge that know the port by which a frame comes, and that by which it leaves. */
    private static final Set<String> ENTERING = Set.of("prerouting", "input", "forward");

    private static final Set<String> LEAVING = Set.of("forward", "output", "postrouting");

    /**
     * One of the two.
     *
     * @param any whether it has anything to say at this hook
     * @param rule how it calls a rule
     * @param policy how it calls the policy of a chain
     * @param mend the line that takes away what stops the packet
     */
    private record Kit<C, R>(
            String name,
            boolean any,
            Function<R, String> rule,
            Function<C, String> policy,
            Function<Stop<C, R>, Cure> mend) {
        String text(Stop<C, R> stop) {
            return stop.rule().map(rule).orElseGet(() -> policy.apply(stop.chain()));
        }

        String doubt(Stop<C, R> stop) {
            String unsure = stop.unsure().map(rule).orElse("");
            return text(stop) + " may drop it: " + (unsure.equals(text(stop)) ? "it" : unsure)
                    + " asks for more than is known here";
        }
    }

    /**
     * The outcome of a hook.
     *
     * @param translation the rule's new address; empty without one
     * @param rerouted whether it is routed again because its mark changed
     */
    record Passed(Packet packet, Optional<Action> translation, boolean rerouted) {}

    /** Passes a hook as a whole. */
    Passed check(NetState net, Place place, String hook, Packet packet) {
        return check(net, place, hook, packet, priority -> true, table -> true, true);
    }

    /** Passes what comes at a hook before addresses are exchanged there, and the rules that exchange them. */
    Passed before(NetState net, Place place, String hook, Packet packet) {
        return check(
                net,
                place,
                hook,
                packet,
                priority -> priority <= exchange(hook),
                table -> !hook.equals("output") || !LATE.contains(table),
                true);
    }

    /** Passes what comes after that. */
    Passed after(NetState net, Place place, String hook, Packet packet) {
        return check(
                net,
                place,
                hook,
                packet,
                priority -> priority > exchange(hook),
                table -> hook.equals("output") && LATE.contains(table),
                false);
    }

    /** Passes a hook without its rules that exchange addresses: what goes round by the loopback was exchanged when it was sent. */
    Passed untranslated(NetState net, Place place, String hook, Packet packet) {
        return check(net, place, hook, packet, p -> p != exchange(hook), t -> !t.equals("nat"), true);
    }

    /** NF_IP_PRI_NAT_DST and NF_IP_PRI_NAT_SRC: but for output no table of iptables comes later at the same hook. */
    private static int exchange(String hook) {
        return hook.equals("prerouting") || hook.equals("output") ? -100 : 100;
    }

    private Passed check(
            NetState net,
            Place place,
            String hook,
            Packet packet,
            IntPredicate which,
            Predicate<String> tables,
            boolean first) {
        if (first) {
            net.unseen().forEach(what -> trail.notSeen(net.name(), "filters", what));
            beside(net, place);
            unread(net, place, "arptables");
            if (net.held().isFiltering()) {
                trail.unsure(
                        net.name(),
                        "filters",
                        "whether a program of BPF drops it: the machine has one among its filters");
            }
        }
        Judgement<nsx.xtables.Chain, nsx.xtables.XtablesRule> legacy = legacy(net, place, hook, hook, packet, tables);
        legacy.translation().ifPresent(t -> trail.saw(place, "iptables " + hook, describe(t)));
        Packet between = legacy.packet();
        Optional<Judgement<FilterChain, NftRule>> other = nftables(net, place, hook, between, which);
        Packet last = other.map(Judgement::packet).orElse(between);
        if (last.state() == Packet.State.UNSEEN) {
            trail.unsure(net.name(), "connection tracking", "whether a rule keeps it from it (notrack)");
            last = last.in(packet.state());
        }
        boolean mangled =
                hook.equals("output") && (isRouted(packet, between) || isRouted(between, last) && routes(net, packet));
        return new Passed(last, legacy.translation().or(() -> other.flatMap(Judgement::translation)), mangled);
    }

    /** Whether something of it changed that routes depend on, beside its addresses (ipt_mangle_out, nf_route_table_hook4). */
    private static boolean isRouted(Packet before, Packet after) {
        return !after.mark().equals(before.mark())
                || after.isRewritten(Field.TRAFFIC_CLASS) && !before.isRewritten(Field.TRAFFIC_CLASS);
    }

    /** Only chains of the type route have a packet routed again when its mark is another. */
    private static boolean routes(NetState net, Packet packet) {
        return net.filters().stream()
                .flatMap(r -> r.hooked("output", packet).stream())
                .anyMatch(c -> c.type().equals("route"));
    }

    private Optional<Judgement<FilterChain, NftRule>> nftables(
            NetState net, Place place, String hook, Packet packet, IntPredicate which) {
        return net.filters().map(rules -> {
            List<FilterChain> chains = rules.hooked(hook, packet).stream()
                    .filter(c -> which.test(c.priority()))
                    .toList();
            Judgement<FilterChain, NftRule> judgement = rules.judge(chains, packet, around(net, packet));
            pass(net, place, hook, packet, tables(net, !chains.isEmpty()), judgement);
            judgement.translation().ifPresent(t -> trail.saw(place, "nftables " + hook, describe(t)));
            return judgement;
        });
    }

    /**
     * Passes the rules of a bridge, and with br_netfilter those of IP too; whether it does.
     *
     */
    boolean checkBridge(EthernetSegment.Transit transit, Packet packet) {
        Place bridge = transit.bridge();
        NetState net = bridge.net();
        boolean through = transit.in() != null && transit.out() != null;
        boolean called = through && !packet.isArp() && net.isCalling(bridge.link(), packet.isIpv6());
        Packet bridged = packet.between(Walk.device(bridge.link()), Walk.device(bridge.link()));
        String calling = "forward by br_netfilter";
        beside(net, transit.in() == null ? transit.out() : transit.in());
        unread(net, bridge, "ebtables");
        net.filters().ifPresent(rules -> {
            for (String hook : hooks(transit)) {
                Packet frame = packet.between(
                        ENTERING.contains(hook) ? Walk.device(transit.in().link()) : Packet.Device.NONE,
                        LEAVING.contains(hook) ? Walk.device(transit.out().link()) : Packet.Device.NONE);
                List<FilterChain> own = rules.bridged(hook);
                Kit<FilterChain, NftRule> kit = tables(net, !own.isEmpty());
                pass(net, bridge, "bridge " + hook, frame, kit, rules.judge(own, frame, around(net, frame)));
            }
            if (called) {
                List<FilterChain> ip = rules.hooked("forward", bridged);
                pass(
                        net,
                        bridge,
                        calling,
                        bridged,
                        tables(net, !ip.isEmpty()),
                        rules.judge(ip, bridged, around(net, bridged)));
            }
        });
        if (called) {
            legacy(net, bridge, "forward", calling, bridged, table -> true);
        }
        return called;
    }

    private static List<String> hooks(EthernetSegment.Transit transit) {
        if (transit.in() == null) {
            return List.of("output", "postrouting");
        }
        return transit.out() == null ? List.of("prerouting", "input") : List.of("prerouting", "forward", "postrouting");
    }

    /** Tables of another kind that look at it: those of bridges for what they pass on, those of ARP where neighbours are asked. */
    private void unread(NetState net, Place place, String kind) {
        net.held().tables().stream().filter(name -> name.startsWith(kind)).forEach(name -> {
            String why = "its rules may drop it: they are not read";
            if (kind.equals("ebtables")) {
                trail.unsure(place, name, why);
            } else {
                trail.notSeen(net.name(), name, why);
            }
        });
    }

    /** Rules at hooks that are not evaluated here. */
    private void beside(NetState net, Place place) {
        net.filters().map(Ruleset::beside).orElse(List.of()).stream()
                .filter(c ->
                        c.device().isEmpty() || c.device().equals(place.link().name()))
                .forEach(c ->
                        trail.unsure(net.name(), "filters", "chain " + c + " may drop it: its hook is not walked"));
    }

    private static Surroundings around(NetState net, Packet packet) {
        return new Surroundings(
                address -> address.isLoopbackAddress() || net.address(address).isPresent(),
                packet.in().name().isEmpty(),
                new WayBack(net));
    }

    private Judgement<nsx.xtables.Chain, nsx.xtables.XtablesRule> legacy(
            NetState net, Place place, String hook, String said, Packet packet, Predicate<String> which) {
        Tables tables = net.legacy();
        Judgement<nsx.xtables.Chain, nsx.xtables.XtablesRule> judgement =
                tables.judge(hook, packet, around(net, packet), which);
        boolean any = tables.hooked(hook, packet).stream()
                .filter(c -> which.test(c.table()))
                .anyMatch(c -> c.dropping() || !c.rules().isEmpty());
        pass(
                net,
                place,
                said,
                packet,
                new Kit<nsx.xtables.Chain, nsx.xtables.XtablesRule>(
                        "iptables",
                        any,
                        rule -> "rule " + rule.line(),
                        chain -> "the policy of " + chain.family().command() + " chain " + chain,
                        stop -> Mend.legacy(net, stop)),
                judgement);
        return judgement;
    }

    private static Kit<FilterChain, NftRule> tables(NetState net, boolean any) {
        return new Kit<>(
                "nftables",
                any,
                rule -> "rule " + rule.handle() + " of chain " + Ruleset.familyName(rule.family()) + " " + rule.table()
                        + " " + rule.chain(),
                chain -> "the policy of chain " + chain,
                stop -> Mend.filter(net, stop));
    }

    private <C, R> void pass(
            NetState net, Place place, String hook, Packet packet, Kit<C, R> kit, Judgement<C, R> judgement) {
        String looked = kit.name() + " " + hook;
        List<Stop<C, R>> doubts = judgement.doubts();
        doubts.forEach(stop -> trail.notSeen(place, looked, kit.doubt(stop)));
        judgement.diversions().forEach(stop -> trail.unsure(place, looked, kit.text(stop) + diverts(stop.kind())));
        Copies copies = new Copies(world);
        judgement
                .copies()
                .forEach(copy -> copies.doubt(net, copy)
                        .ifPresent(
                                doubt -> trail.unsure(place, looked, kit.rule().apply(copy.rule()) + doubt)));
        judgement.stop().ifPresent(stop -> {
            throw new Fault(
                    place.toString(),
                    looked,
                    kit.text(stop) + " in " + net.name() + " "
                            + stop.kind().toString().toLowerCase(Locale.ROOT) + "s " + Routing.text(packet),
                    kit.mend().apply(stop));
        });
        if (kit.any() && doubts.isEmpty()) {
            trail.saw(place, looked, "passes");
        }
    }

    private static String diverts(Action.Kind kind) {
        return kind == Action.Kind.DIVERT
                ? " may change it, answer it or send it elsewhere"
                : " may give it another address";
    }

    private static String describe(Action translation) {
        String port = translation.port() == 0 ? "" : " port " + translation.port();
        String to = translation.to().map(a -> " to " + Ip.text(a)).orElse("") + port;
        return switch (translation.kind()) {
            case SOURCE_NAT -> "source translated" + to;
            case DESTINATION_NAT, REDIRECT -> "destination translated" + to;
            default -> translation.kind().toString().toLowerCase(Locale.ROOT);
        };
    }
}
