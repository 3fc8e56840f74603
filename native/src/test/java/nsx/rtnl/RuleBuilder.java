package nsx.rtnl;

import static nsx.rtnl.RuleTable.FIB_RULE_HDR;

import java.util.Optional;
import java.util.OptionalInt;
import nsx.netlink.Attributes;
import nsx.netlink.Flags;
import nsx.netlink.MessageType;
import nsx.netlink.Request;
import nsx.netlink.Struct;

/**
 * Requests that change rules, described step by step:
 * {@code RuleBuilder.of(Family.INET).from(prefix).table(100).priority(5).add()}. Immutable.
 */
public final class RuleBuilder {
    private static final int LOOKUP = 1;

    private final Family family;
    private final Struct.Value header;
    private final Attributes body;

    private RuleBuilder(Family family, Struct.Value header, Attributes body) {
        this.family = family;
        this.header = header;
        this.body = body;
    }

    public static RuleBuilder of(Family family) {
        Struct.Value header = FIB_RULE_HDR.with("family", family.number()).with("action", LOOKUP);
        return new RuleBuilder(family, header, Attributes.of(RuleTable.TABLE, FIB_RULE_HDR.zero()));
    }

    public RuleBuilder from(Optional<Prefix> prefix) {
        return prefix("FRA_SRC", "src_len", prefix);
    }

    public RuleBuilder to(Optional<Prefix> prefix) {
        return prefix("FRA_DST", "dst_len", prefix);
    }

    private RuleBuilder prefix(String attribute, String length, Optional<Prefix> prefix) {
        if (prefix.isEmpty()) {
            return this;
        }
        if (prefix.get().family() != family) {
            throw new IllegalArgumentException(prefix.get() + " is not of the rule's family");
        }
        return new RuleBuilder(
                family,
                header.with(length, prefix.get().length()),
                body.put(attribute, prefix.get().address()));
    }

    public RuleBuilder table(int number) {
        Struct.Value small = header.with("table", number < 256 ? number : 0);
        return new RuleBuilder(family, small, number < 256 ? body : body.put("FRA_TABLE", number));
    }

    /** Instead of a table: blackhole, unreachable or prohibit. */
    public RuleBuilder action(String action) {
        return new RuleBuilder(family, header.with("action", RoutingRule.action(action)), body);
    }

    /** Without one the kernel takes the number before the first rule that is not 0. */
    public RuleBuilder priority(OptionalInt priority) {
        return put("FRA_PRIORITY", priority);
    }

    public RuleBuilder iif(Optional<String> name) {
        return put("FRA_IIFNAME", name);
    }

    public RuleBuilder oif(Optional<String> name) {
        return put("FRA_OIFNAME", name);
    }

    public RuleBuilder fwmark(OptionalInt mark) {
        return put("FRA_FWMARK", mark);
    }

    private RuleBuilder put(String name, Object value) {
        return new RuleBuilder(family, header, body.put(name, value));
    }

    /** EEXIST when there is an equal one (since 4.15). */
    public Request add() {
        return request("add rule", Rtm.NEWRULE, Flags.CREATE | Flags.EXCL);
    }

    /** The first that matches what is given; ENOENT when none does. */
    public Request delete() {
        return request("delete rule", Rtm.DELRULE, 0);
    }

    private Request request(String operation, MessageType type, int flags) {
        return new Request(
                operation,
                Request.ROUTE,
                type,
                flags,
                Attributes.of(RuleTable.TABLE, header).and(body));
    }
}
