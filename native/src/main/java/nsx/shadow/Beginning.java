package nsx.shadow;

import java.util.ArrayList;
import java.util.List;
import nsx.netlink.Attributes;
import nsx.netlink.MessageType;
import nsx.rtnl.LinkFlags;
import nsx.rtnl.Route;
import nsx.rtnl.Rtm;

/** The objects of a new network namespace (net/core/dev.c, net/ipv4/fib_rules.c, net/ipv6/fib6_rules.c). */
final class Beginning {
    private static final int LOOPBACK = 772;

    private Beginning() {}

    static List<Attributes> of(Messages objects) {
        return switch (objects) {
            case LINK -> List.of(loopback());
            case RULE ->
                List.of(
                        rule(2, 0, Route.LOCAL),
                        rule(2, 32766, Route.MAIN),
                        rule(2, 32767, Route.DEFAULT_TABLE),
                        rule(10, 0, Route.LOCAL),
                        rule(10, 32766, Route.MAIN));
            default -> new ArrayList<>();
        };
    }

    private static Attributes loopback() {
        return empty(Rtm.NEWLINK)
                .headed(Rtm.NEWLINK
                        .header()
                        .with("ifi_index", 1)
                        .with("ifi_type", LOOPBACK)
                        .with("ifi_flags", LinkFlags.LOOPBACK))
                .put("IFLA_IFNAME", "lo")
                .put("IFLA_MTU", 65536)
                .put("IFLA_TXQLEN", 1000)
                .put("IFLA_OPERSTATE", "down")
                .put("IFLA_ADDRESS", "00:00:00:00:00:00");
    }

    private static Attributes rule(int family, int priority, int table) {
        Attributes rule = empty(Rtm.NEWRULE)
                .headed(Rtm.NEWRULE
                        .header()
                        .with("family", family)
                        .with("table", table)
                        .with("action", 1))
                .put("FRA_TABLE", table);
        return priority == 0 ? rule : rule.put("FRA_PRIORITY", priority);
    }

    static Attributes empty(MessageType type) {
        return Attributes.of(type.table(), type.header().zero());
    }
}
