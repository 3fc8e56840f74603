package nsx.dsl.op.route;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import nsx.dsl.op.field.Field;
import nsx.dsl.op.field.Fields;
import nsx.dsl.op.field.Slot;
import nsx.dsl.op.field.Span;
import nsx.dsl.word.Hexadecimal;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.netlink.IpProtocol;
import nsx.rtnl.Prefix;
import nsx.rtnl.Route;
import nsx.rtnl.RoutingRule;

/** The attributes of a routing rule (ip-rule(8), linux/fib_rules.h), one per line. */
public final class RuleFields {
    private static final int INVERT = 2;
    private static final long ALL_BITS = 0xffffffffL;
    private static final int MOST_DSCP = 0x3f;
    private static final int MOST_LABEL = 0xfffff;
    private static final List<String> PROTOCOLS = List.of("tcp", "udp", "icmp", "icmpv6", "sctp");

    static final Field<Boolean> NOT =
            Field.flag("not", "not", "packets that the other options do not match", Slot.bit("flags", INVERT));
    static final Field<Prefix> FROM = network("from", "FRA_SRC", "src_len", "packets from this network");
    static final Field<Prefix> TO = network("to", "FRA_DST", "dst_len", "packets to this network");
    static final Field<String> IIF = Field.of(
            "iif", "iif", Reader.device(), "packets received on this device", Slot.of("FRA_IIFNAME", String.class));
    static final Field<String> OIF = Field.of(
            "oif",
            "oif",
            Reader.device(),
            "packets of sockets bound to this device",
            Slot.of("FRA_OIFNAME", String.class));
    public static final Field<Integer> PRIORITY = Field.of(
                    "priority",
                    "priority",
                    Reader.integer(0, Integer.MAX_VALUE),
                    "order: the lowest is tried first",
                    priority())
            .usually("before all others")
            .spelt(priority -> "priority " + Integer.toUnsignedString(priority))
            .shown(Integer::toUnsignedLong);
    static final Field<Integer> TABLE = Field.of(
                    "table",
                    "lookup",
                    Reader.any(Type.CHOICE).then(RoutingTable::number),
                    "a number or a name",
                    Slot.table("table", "FRA_TABLE"))
            .among(RoutingTable.names())
            .spelt(table -> "lookup " + RoutingTable.text(table))
            .shown(RoutingTable::fact);
    public static final Field<String> ACTION = Field.of(
                    "action",
                    "",
                    Reader.choice("lookup", "blackhole", "unreachable", "prohibit"),
                    "action for the packets",
                    Slot.anyHeader("action").as(RoutingRule::action, RoutingRule::action))
            .otherwise("lookup")
            .spelt(action -> List.of("lookup", "goto").contains(action) ? "" : action);
    static final Field<Long> GOTO = Field.of(
            "goto",
            "goto",
            Reader.number(1, Integer.MAX_VALUE),
            "continue with the rule of this priority",
            Slot.number("FRA_GOTO"));
    static final Field<Boolean> L3MDEV = Field.flag(
            "l3mdev",
            "l3mdev",
            "use the table of the packet's VRF",
            Slot.of("FRA_L3MDEV", Boolean.class).unless(false));
    /** The origin. The kernel always reports it, and two rules never differ in it alone. */
    public static final Field<String> PROTOCOL = Field.of(
                    "protocol",
                    "protocol",
                    RouteFields.protocols(),
                    "origin of the rule",
                    Slot.integer("FRA_PROTOCOL").as(Route::protocol, Route::protocol))
            .usually("unspec")
            .spelt(protocol -> protocol.equals("unspec") ? "" : "protocol " + protocol);

    private static final Field<Integer> SPORT_MASK = mask("sportMask", "FRA_SPORT_MASK", "mask of sport");
    private static final Field<Integer> DPORT_MASK = mask("dportMask", "FRA_DPORT_MASK", "mask of dport");

    private static final Field<Integer> DSCP_MASK = mask("dscpMask", "FRA_DSCP_MASK", MOST_DSCP, "mask of dscp");
    private static final Field<Integer> LABEL_MASK =
            mask("flowLabelMask", "FRA_FLOWLABEL_MASK", MOST_LABEL, "mask of flowLabel");

    static final Field<Integer> FLOW_LABEL = Field.of(
                    "flowLabel",
                    "flowlabel",
                    Hexadecimal.reader(0, MOST_LABEL),
                    "IPv6: packets of this flow label (since 6.14)",
                    Slot.integer("FRA_FLOWLABEL").with(Slot.integer("FRA_FLOWLABEL_MASK"), MOST_LABEL))
            .spelt((label, all) -> "flowlabel 0x" + Integer.toHexString(label) + words(all.find(LABEL_MASK)));

    public static final Fields ALL = Fields.of(
            Set.of("FRA_FWMASK", "FRA_PAD"),
            NOT,
            FROM,
            TO,
            Field.of("tos", "tos", Hexadecimal.reader(1, 255), "packets of this type of service", Slot.header("tos"))
                    .spelt(tos -> "tos 0x" + Integer.toHexString(tos)),
            Field.of(
                            "dscp",
                            "dscp",
                            Hexadecimal.reader(0, MOST_DSCP),
                            "packets of this class of service, DSCP (since 6.14)",
                            Slot.integer("FRA_DSCP"))
                    .spelt((dscp, all) -> "dscp " + dscp + words(all.find(DSCP_MASK))),
            DSCP_MASK,
            FLOW_LABEL,
            LABEL_MASK,
            IIF,
            OIF,
            Field.of("fwmark", "fwmark", Mark.READER, "packets with this firewall mark", Mark.SLOT)
                    .shown(Mark::fact),
            Field.of(
                            "uidrange",
                            "uidrange",
                            Span.reader(ALL_BITS - 1),
                            "packets of sockets of these users",
                            Slot.span("FRA_UID_RANGE", RoutingRule.USERS))
                    .spelt(users -> "uidrange " + users.first() + "-" + users.last())
                    .shown(Span::toString),
            Field.of(
                            "ipproto",
                            "ipproto",
                            protocols(),
                            "packets of this protocol",
                            Slot.integer("FRA_IP_PROTO").as(RuleFields::protocol, RuleFields::protocol))
                    .spelt(name -> "ipproto " + (name.equals("icmpv6") ? "58" : name)),
            port("sport", "FRA_SPORT_RANGE", SPORT_MASK, "packets from this port, or from one of a range"),
            SPORT_MASK,
            port("dport", "FRA_DPORT_RANGE", DPORT_MASK, "packets to this port, or to one of a range"),
            DPORT_MASK,
            Field.of(
                    "tunnel",
                    "tun_id",
                    Reader.number(1, Long.MAX_VALUE),
                    "packets of the tunnel with this number",
                    Slot.number("FRA_TUN_ID")),
            PRIORITY,
            PROTOCOL,
            L3MDEV,
            TABLE,
            GOTO,
            ACTION,
            Field.of(
                    "suppress",
                    "suppress_prefixlength",
                    Reader.number(0, 128),
                    "ignore routes of the table whose prefix has this length or less",
                    Slot.number("FRA_SUPPRESS_PREFIXLEN").unless(ALL_BITS)),
            Field.of(
                    "suppressGroup",
                    "suppress_ifgroup",
                    Reader.number(0, Integer.MAX_VALUE),
                    "ignore routes through devices of this group",
                    Slot.number("FRA_SUPPRESS_IFGROUP").unless(ALL_BITS)),
            Field.of(
                            "realm",
                            "realms",
                            Realm.READER,
                            "IPv4: realm to give to the packet",
                            Slot.number("FRA_FLOW").unless(0L).as(Realm::of, Realm::attribute))
                    .spelt(realm -> "realms " + realm.words())
                    .shown(Realm::fact));

    private RuleFields() {}

    /** The kernel leaves a priority of 0 out of its report. */
    private static Slot<Integer> priority() {
        Slot<Integer> plain = Slot.integer("FRA_PRIORITY");
        return new Slot<>(plain.carriers(), plain.otherwise(0).reading(), plain.writing());
    }

    private static Field<Prefix> network(String name, String attribute, String length, String summary) {
        return Field.of(
                        name,
                        name,
                        RouteDescription.NETWORK.then(RuleFields::prefix),
                        summary,
                        Slot.prefix(attribute, length))
                .usually("all")
                .shown(Prefix::toString);
    }

    private static String protocol(int number) {
        return IpProtocol.find(number).filter(PROTOCOLS::contains).orElse(Integer.toString(number));
    }

    private static int protocol(String name) {
        return IpProtocol.find(name).orElseGet(() -> Integer.parseInt(name));
    }

    /** A reader of an origin, by name if it has one here, otherwise by number. */
    private static Reader<String> protocols() {
        Reader<Integer> number = Reader.integer(1, 255);
        return Reader.<String>of(
                        Type.CHOICE,
                        "tcp, udp, icmp, icmpv6, sctp or a number from 1 to 255",
                        value -> number.read(value)
                                .map(RuleFields::protocol)
                                .or(() -> Optional.of(String.valueOf(value)).filter(PROTOCOLS::contains)))
                .among(PROTOCOLS);
    }

    /** Parses a network; {@code all} is any network, with the family of the rest. */
    private static Prefix prefix(String text) {
        return RouteDescription.destination(text.equals("all") ? "default" : text, List.of(), Optional.empty());
    }

    /** A mask in the words of the port: {@code dport 80/0xff} (since 6.15). */
    private static Field<Integer> mask(String name, String attribute, String summary) {
        return mask(name, attribute, 0xffff, summary);
    }

    /** A mask in the words of what it belongs to; the kernel reports that of all bits where none was given. */
    private static Field<Integer> mask(String name, String attribute, int all, String summary) {
        Slot<Integer> slot = Slot.integer(attribute).unless(all);
        return Field.of(name, "", Hexadecimal.reader(1, all), summary, slot)
                .spelt(mask -> "")
                .absentFor(all);
    }

    /** The words of a mask behind a value; none if all bits count. */
    private static String words(Optional<Integer> mask) {
        return mask.map(bits -> "/0x" + Integer.toHexString(bits)).orElse("");
    }

    private static Field<Span> port(String name, String attribute, Field<Integer> mask, String summary) {
        return Field.of(name, name, Span.reader(0xffff), summary, Slot.span(attribute, RoutingRule.PORTS))
                .spelt((span, all) -> name + " " + span + words(all.find(mask)))
                .shown(span -> span.first() == span.last() ? (Object) span.first() : span.toString());
    }
}
