package nsx.rtnl;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import nsx.netlink.Attributes;
import nsx.netlink.Message;
import nsx.netlink.Struct;

/**
 * A policy rule, which chooses a routing table.
 *
 * @param from the source network; empty matches all
 * @param to the destination network; empty matches all
 * @param table the table; 0 if the action is not {@code lookup}
 * @param action lookup, goto, nop, blackhole, unreachable or prohibit
 * @param priority the position, lowest first
 */
public record RoutingRule(
        Family family,
        Optional<Prefix> from,
        Optional<Prefix> to,
        int table,
        String action,
        int priority,
        Optional<String> iif,
        Optional<String> oif,
        OptionalInt fwmark,
        Attributes all) {
    /** The structure of FRA_SPORT_RANGE and FRA_DPORT_RANGE. */
    public static final Struct PORTS = Struct.named("fib_rule_port_range").u16("start", "end");

    /** The structure of FRA_UID_RANGE. */
    public static final Struct USERS = Struct.named("fib_rule_uid_range").u32("start", "end");

    static final List<String> ACTIONS = List.of(
            "unspec", "lookup", "goto", "nop", "reserved3", "reserved4", "blackhole", "unreachable", "prohibit");

    /** Reads RTM_NEWRULE. */
    public static RoutingRule decode(Message message) {
        return of(Rtm.NEWRULE.decode(message));
    }

    /** The rule that the content of RTM_NEWRULE describes. */
    public static RoutingRule of(Attributes all) {
        Struct.Value header = all.header();
        return new RoutingRule(
                Family.of(header.integer("family")),
                prefix(all.findAddress("FRA_SRC"), header.integer("src_len")),
                prefix(all.findAddress("FRA_DST"), header.integer("dst_len")),
                all.integer("FRA_TABLE", header.integer("table")),
                action(header.integer("action")),
                all.integer("FRA_PRIORITY", 0),
                all.findString("FRA_IIFNAME"),
                all.findString("FRA_OIFNAME"),
                all.findInteger("FRA_FWMARK"),
                all);
    }

    /** The name of a rule's action; the number as text if it has no name. */
    public static String action(int number) {
        return number < ACTIONS.size() ? ACTIONS.get(number) : Integer.toString(number);
    }

    /** The names of the actions that a rule can have. */
    public static List<String> actions() {
        return ACTIONS.stream().filter(a -> !a.matches("unspec|reserved\\d")).toList();
    }

    /**
     * The number of a rule's action.
     *
     * @throws IllegalArgumentException for an unknown action
     */
    public static int action(String name) {
        int number = ACTIONS.indexOf(name);
        if (number < 0) {
            throw new IllegalArgumentException("a rule is lookup, blackhole, unreachable or prohibit, not " + name);
        }
        return number;
    }

    private static Optional<Prefix> prefix(Optional<InetAddress> address, int length) {
        return address.map(found -> Address.prefix(found, length));
    }
}
