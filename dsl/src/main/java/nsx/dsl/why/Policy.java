package nsx.dsl.why;

import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import nsx.filter.Truth;
import nsx.netlink.Struct;
import nsx.rtnl.Link;
import nsx.rtnl.Prefix;
import nsx.rtnl.RoutingRule;
import nsx.rtnl.kind.Vrf;

/** Whether a policy rule is for a packet (fib_rule_match of net/core/fib_rules.c). */
record Policy(NetState net, Flow flow) {
    private static final int INVERT = 2;
    /** FIB_RULE_UNRESOLVED, FIB_RULE_IIF_DETACHED and FIB_RULE_OIF_DETACHED: a device is not there any more. */
    private static final int IIF_DETACHED = 8;

    private static final int OIF_DETACHED = 16;
    /** The range from which the kernel chooses ports by default (ip_local_port_range). */
    private static final int FIRST = 32768;

    private static final int LAST = 60999;
    private static final int ALL = 0xffff;

    /** Attributes that are evaluated here, and those that are only descriptive. */
    private static final Set<String> KNOWN = Set.of(
            "FRA_DST",
            "FRA_SRC",
            "FRA_IIFNAME",
            "FRA_OIFNAME",
            "FRA_GOTO",
            "FRA_PRIORITY",
            "FRA_FWMARK",
            "FRA_FWMASK",
            "FRA_FLOW",
            "FRA_TUN_ID",
            "FRA_SUPPRESS_IFGROUP",
            "FRA_SUPPRESS_PREFIXLEN",
            "FRA_TABLE",
            "FRA_PAD",
            "FRA_L3MDEV",
            "FRA_UID_RANGE",
            "FRA_PROTOCOL",
            "FRA_IP_PROTO",
            "FRA_SPORT_RANGE",
            "FRA_DPORT_RANGE",
            "FRA_DSCP",
            "FRA_DSCP_MASK",
            "FRA_SPORT_MASK",
            "FRA_DPORT_MASK");

    Truth matches(RoutingRule rule) {
        boolean inverted = (rule.all().header().integer("flags") & INVERT) != 0;
        return devices(rule)
                .and(mark(rule))
                .and(Truth.of(rule.all().number("FRA_TUN_ID", 0) == 0))
                .and(master(rule))
                .and(user(rule))
                .and(network(rule.to(), Optional.of(flow.to())))
                .and(network(rule.from(), flow.from()))
                .and(classified(rule))
                .and(Truth.of(protocol(rule)))
                .and(port(rule, "FRA_SPORT_RANGE", flow.sourcePort()))
                .and(port(rule, "FRA_DPORT_RANGE", flow.port()))
                .and(rest(rule))
                .inverted(inverted);
    }

    private Truth devices(RoutingRule rule) {
        int flags = rule.all().header().integer("flags");
        boolean by = rule.iif()
                .map(name -> (flags & IIF_DETACHED) == 0
                        && name.equals(flow.in()
                                .map(Link::name)
                                .orElse(net.loopback().map(Link::name).orElse("lo"))))
                .orElse(true);
        boolean to = rule.oif()
                .map(name -> (flags & OIF_DETACHED) == 0
                        && flow.out().map(Link::name).filter(name::equals).isPresent())
                .orElse(true);
        return Truth.of(by && to);
    }

    private Truth mark(RoutingRule rule) {
        int mask = rule.all().integer("FRA_FWMASK", rule.fwmark().isPresent() ? -1 : 0);
        if (mask == 0) {
            return Truth.YES;
        }
        return flow.mark().isEmpty()
                ? Truth.UNKNOWN
                : Truth.of(((rule.fwmark().orElse(0) ^ flow.mark().getAsInt()) & mask) == 0);
    }

    /** Only a device in a VRF leads to the table of one. */
    private Truth master(RoutingRule rule) {
        if (!rule.all().truth("FRA_L3MDEV")) {
            return Truth.YES;
        }
        boolean any = net.links().stream().anyMatch(l -> l.is(Vrf.KIND));
        return any ? Truth.UNKNOWN : Truth.NO;
    }

    /** Packets that are passed on belong to root (sock_net_uid), and so does most that is looked at here. */
    private static Truth user(RoutingRule rule) {
        Optional<Struct.Value> range = rule.all().struct("FRA_UID_RANGE");
        return range.map(r -> Truth.of(r.number("start") == 0)).orElse(Truth.YES);
    }

    private static Truth network(Optional<Prefix> prefix, Optional<InetAddress> address) {
        return Truth.of(
                prefix.map(p -> p.length() == 0 || address.filter(p::contains).isPresent())
                        .orElse(true));
    }

    private Truth classified(RoutingRule rule) {
        boolean any = rule.all().header().integer("tos") == 0
                && (rule.all().integer("FRA_DSCP", 0) & rule.all().integer("FRA_DSCP_MASK", ALL)) == 0;
        boolean asks = !any || rule.all().has("FRA_DSCP");
        return flow.classified() && asks ? Truth.UNKNOWN : Truth.of(any);
    }

    private boolean protocol(RoutingRule rule) {
        int wanted = rule.all().integer("FRA_IP_PROTO", 0);
        return wanted == 0 || wanted == flow.protocol();
    }

    /** An unknown port is one that the kernel chooses; before it has chosen the port is 0. */
    private Truth port(RoutingRule rule, String attribute, int port) {
        Optional<Struct.Value> range = rule.all().struct(attribute);
        if (range.isEmpty()) {
            return Truth.YES;
        }
        int first = range.get().integer("start");
        int last = range.get().integer("end");
        if (port != 0 || !flow.hasPorts() || flow.in().isEmpty() && flow.from().isEmpty()) {
            return Truth.of(port != 0 && first <= port && port <= last);
        }
        boolean none = last < FIRST || first > LAST;
        return none ? Truth.NO : first <= FIRST && LAST <= last ? Truth.YES : Truth.UNKNOWN;
    }

    private static Truth rest(RoutingRule rule) {
        boolean known = StreamSupport.stream(rule.all().spliterator(), false)
                .allMatch(e -> KNOWN.contains(e.attribute().kernelName()));
        boolean masked =
                rule.all().integer("FRA_SPORT_MASK", ALL) != ALL || rule.all().integer("FRA_DPORT_MASK", ALL) != ALL;
        return known && !masked ? Truth.YES : Truth.UNKNOWN;
    }
}
