package nsx.dsl.op.route;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nsx.dsl.op.field.Field;
import nsx.dsl.op.field.Fields;
import nsx.dsl.op.field.Slot;
import nsx.dsl.op.field.Values;
import nsx.dsl.word.Hexadecimal;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.netlink.Attributes;
import nsx.rtnl.Route;
import nsx.rtnl.RouteScope;
import nsx.rtnl.RouteType;

/** The attributes of a route (ip-route(8), linux/rtnetlink.h) except its destination and hops, one per line. */
public final class RouteFields {
    /** The metrics that can be locked; a bit of RTAX_LOCK is a number of RTAX_*, from 1. */
    private static final List<String> LOCKABLE =
            List.of("mtu", "window", "rtt", "rttvar", "ssthresh", "cwnd", "advmss", "reordering", "hoplimit");

    private static final int MOST_DAYS = 248;

    static final Field<RouteType> TYPE = Field.of(
                    "type",
                    "",
                    Reader.choice("unicast", "local", "unreachable", "blackhole", "prohibit", "throw")
                            .then(RouteType::named),
                    "action for the packets",
                    Slot.anyHeader("rtm_type").as(RouteType::of, RouteType::ordinal))
            .otherwise(RouteType.UNICAST)
            .spelt(type -> "")
            .shown(RouteType::toString);
    static final Field<Integer> TOS = Field.of(
                    "tos",
                    "tos",
                    Hexadecimal.reader(0, 255),
                    "only for packets of this type of service",
                    Slot.header("rtm_tos"))
            .spelt(tos -> tos == 0 ? "" : "tos 0x" + Integer.toHexString(tos));
    public static final Field<Long> NEXTHOP = Field.of(
            "nexthop",
            "nhid",
            Reader.number(1, 0xffffffffL),
            "the number of a next-hop object",
            Slot.number("RTA_NH_ID"));
    public static final Field<Integer> METRIC = Field.of(
                    "metric",
                    "metric",
                    Reader.integer(0, Integer.MAX_VALUE),
                    "the route with the lowest is used",
                    Slot.integer("RTA_PRIORITY"))
            .spelt(metric -> "metric " + Integer.toUnsignedString(metric))
            .shown(Integer::toUnsignedLong);
    static final Field<InetAddress> SRC = Field.of(
            "src", "src", Reader.address(), "the address to send from", Slot.of("RTA_PREFSRC", InetAddress.class));
    static final Field<Integer> MTU = metric("mtu", "RTAX_MTU", 68, 65_520, "largest packet, in bytes");
    public static final Field<Integer> TABLE = Field.of(
                    "table",
                    "table",
                    Reader.any(Type.CHOICE).then(RoutingTable::number),
                    "a number or a name",
                    Slot.table("rtm_table", "RTA_TABLE"))
            .among(List.of("main", "local", "default"))
            .usually("main")
            .spelt((table, all) ->
                    table == Route.MAIN && all.find(RouteFields.TYPE).orElse(null) != RouteType.LOCAL
                            ? ""
                            : "table " + RoutingTable.text(table))
            .shown(RoutingTable::fact);
    public static final Field<RouteScope> SCOPE = Field.of(
                    "scope",
                    "scope",
                    Reader.choice("global", "site", "link", "host").then(RouteScope::named),
                    "where the destination is valid",
                    Slot.anyHeader("rtm_scope").maybe(RouteScope::find, RouteScope::number))
            .shown(RouteScope::toString);
    static final Field<String> PROTOCOL = Field.of(
                    "protocol",
                    "proto",
                    protocols(),
                    "origin of the route",
                    Slot.header("rtm_protocol").as(Route::protocol, Route::protocol))
            .usually("boot")
            .spelt(protocol -> protocol.equals("boot") ? "" : "proto " + protocol);
    static final Field<String> PREF = Field.of(
                    "pref",
                    "pref",
                    Reader.choice("low", "medium", "high"),
                    "IPv6: preference among several routers",
                    Slot.number("RTA_PREF")
                            .as(
                                    number -> number == 1 ? "high" : number == 3 ? "low" : "medium",
                                    RouteFields::preference)
                            .unless("medium"))
            .absentFor("medium");
    static final Field<Realm> REALM = Field.of(
                    "realm",
                    "realm",
                    Realm.READER,
                    "IPv4: what tc(8) and iptables know it by",
                    Slot.number("RTA_FLOW").as(Realm::of, Realm::attribute))
            .spelt(realm -> (realm.source() == 0 ? "realm " : "realms ") + realm.words())
            .shown(Realm::fact);
    /** The slot of locks, which only adds: locked metrics stay locked. */
    private static final Slot<Long> LOCKS = adding(Slot.number("RTAX_LOCK").inside("RTA_METRICS"));

    private static final Field<List<String>> LOCK = Field.of(
                    "lock",
                    "",
                    Reader.several(Reader.choice(LOCKABLE.toArray(String[]::new))),
                    "locked metrics; locking mtu turns off path MTU discovery",
                    LOCKS.as(RouteFields::locked, RouteFields::locks).unless(List.of()))
            .spelt((names, all) -> alone(names, all));

    /** The minimum retransmission timeout, which ip(8) always locks. */
    private static final Field<Duration> RTO_MIN = Field.of(
                    "rtoMin",
                    "rto_min",
                    Reader.duration("200.ms"),
                    "least time before TCP retransmits",
                    time("RTAX_RTO_MIN", 1).with(LOCKS, 1L << 13))
            .spelt(time -> "rto_min " + time.toMillis() + "ms");

    /** The remaining time, rounded up to seconds; the kernel reports it in another place than that of a request. */
    static final Field<Duration> EXPIRES = Field.of(
                    "expires",
                    "expires",
                    lifetime(),
                    "IPv6: the time until it goes; a second run starts it again",
                    new Slot<>(
                            Set.of("RTA_EXPIRES"),
                            RouteFields::timeLeft,
                            (route, time) -> route.set("RTA_EXPIRES", time.toSeconds())))
            .spelt(time -> "expires " + time.toSeconds());

    public static final Fields ALL = Fields.of(
            Set.of("RTA_DST", "RTA_OIF", "RTA_GATEWAY", "RTA_VIA", "RTA_MULTIPATH", "RTA_CACHEINFO", "RTA_PAD"),
            TYPE,
            TOS,
            NEXTHOP,
            METRIC,
            SRC,
            MTU,
            metric("advmss", "RTAX_ADVMSS", 1, 65_495, "largest TCP segment to ask for, in bytes"),
            metric("window", "RTAX_WINDOW", 1, "largest TCP window to ask for, in bytes"),
            metric("initcwnd", "RTAX_INITCWND", 1, "initial TCP congestion window, in segments"),
            metric("initrwnd", "RTAX_INITRWND", 1, "initial TCP receive window, in segments"),
            metric("cwnd", "RTAX_CWND", 1, "largest TCP congestion window, in segments"),
            metric("ssthresh", "RTAX_SSTHRESH", 1, "where TCP's slow start ends, in segments"),
            metric("reordering", "RTAX_REORDERING", 1, "TCP segments that may arrive out of order"),
            metric("hoplimit", "RTAX_HOPLIMIT", 1, 255, "hop limit of packets"),
            choice(
                    "fastopenNoCookie",
                    "fastopen_no_cookie",
                    "RTAX_FASTOPEN_NO_COOKIE",
                    "1: TCP Fast Open without a cookie"),
            Field.flag(
                    "ecn",
                    "features ecn",
                    "TCP offers congestion notification whatever the sysctl says",
                    Slot.flag("RTAX_FEATURES", 1).inside("RTA_METRICS")),
            choice("quickack", "quickack", "RTAX_QUICKACK", "1: TCP acknowledges at once"),
            time("rtt", "RTAX_RTT", 8, "initial TCP round trip time"),
            time("rttvar", "RTAX_RTTVAR", 4, "initial variation of the TCP round trip time"),
            RTO_MIN,
            Field.of(
                    "congctl",
                    "congctl",
                    Reader.text(),
                    "TCP congestion control, such as 'cubic'",
                    Slot.of("RTAX_CC_ALGO", String.class).inside("RTA_METRICS")),
            LOCK,
            TABLE,
            SCOPE,
            PROTOCOL,
            PREF,
            EXPIRES,
            REALM,
            Encap.FIELD);

    private RouteFields() {}

    /** A reader of whole seconds, rounded up; the kernel reports no more than the most. */
    private static Reader<Duration> lifetime() {
        Reader<Duration> any = Reader.duration("600.seconds");
        return Reader.of(
                Type.DURATION,
                "a duration from 1.second to 248.days, such as 600.seconds",
                value -> any.read(value)
                        .map(time ->
                                Duration.ofSeconds(time.plusNanos(999_999_999).toSeconds()))
                        .filter(time -> time.toSeconds() >= 1 && time.toDays() <= MOST_DAYS));
    }

    private static Optional<Duration> timeLeft(Attributes route) {
        if (route.has("RTA_EXPIRES")) {
            return Optional.of(Duration.ofSeconds(route.number("RTA_EXPIRES")));
        }
        int ticks = Route.timeLeft(route);
        return ticks > 0 ? Optional.of(Duration.ofSeconds((ticks + 99) / 100)) : Optional.empty();
    }

    /** 0 or 1; the kernel reports no 0. */
    private static Field<Integer> choice(String name, String word, String attribute, String summary) {
        return Field.of(
                        name,
                        word,
                        Reader.integer(0, 1),
                        summary,
                        Slot.integer(attribute).inside("RTA_METRICS").unless(0))
                .absentFor(0);
    }

    private static Field<Integer> metric(String word, String attribute, int least, String summary) {
        return metric(word, attribute, least, Integer.MAX_VALUE, summary);
    }

    /** @param most the largest value, to which the kernel lowers others (ip_metrics_convert) */
    private static Field<Integer> metric(String word, String attribute, int least, int most, String summary) {
        return Field.of(
                        word,
                        word,
                        Reader.integer(least, most),
                        summary,
                        Slot.integer(attribute).inside("RTA_METRICS"))
                .spelt((value, all) -> word + lock(word, all) + " " + value);
    }

    private static Field<Duration> time(String word, String attribute, int parts, String summary) {
        return Field.of(word, word, Reader.duration("200.ms"), summary, time(attribute, parts))
                .spelt((time, all) -> word + lock(word, all) + " " + time.toMillis() + "ms");
    }

    /** @param parts the kernel's units per millisecond */
    private static Slot<Duration> time(String attribute, int parts) {
        return Slot.number(attribute)
                .inside("RTA_METRICS")
                .as(n -> Duration.ofMillis(n / parts), time -> time.toMillis() * parts);
    }

    private static Slot<Long> adding(Slot<Long> bits) {
        return new Slot<>(
                bits.carriers(),
                bits.reading(),
                (message, more) -> bits.write(message, bits.read(message).orElse(0L) | more));
    }

    /** The words for locked metrics without a value; others are in the words of their metrics. */
    private static String alone(List<String> names, Values all) {
        return names.stream()
                .filter(name ->
                        all.all().keySet().stream().noneMatch(f -> f.name().equals(name)))
                .map(name -> name + " lock 0")
                .collect(Collectors.joining(" "));
    }

    private static String lock(String metric, Values all) {
        return all.find(LOCK)
                .filter(names -> names.contains(metric))
                .map(names -> " lock")
                .orElse("");
    }

    private static List<String> locked(long bits) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < LOCKABLE.size(); i++) {
            if ((bits >> (i + 2) & 1) != 0) {
                names.add(LOCKABLE.get(i));
            }
        }
        return List.copyOf(names);
    }

    private static long locks(List<String> names) {
        return names.stream()
                .mapToLong(name -> 1L << LOCKABLE.indexOf(name) + 2)
                .reduce(0, (a, b) -> a | b);
    }

    private static Long preference(String name) {
        return switch (name) {
            case "low" -> 3L;
            case "high" -> 1L;
            default -> 0L;
        };
    }

    /** A reader of an origin, by name if it has one, otherwise by number. */
    public static Reader<String> protocols() {
        return Reader.<String>of(
                        Type.CHOICE,
                        "boot, static, kernel, ra, dhcp, redirect or a number from 1 to 255",
                        value -> Optional.of(String.valueOf(value))
                                .filter(text -> Route.protocol(text) > 0)
                                .map(text -> Route.protocol(Route.protocol(text))))
                .among(List.of("boot", "static", "kernel", "ra", "dhcp", "redirect"));
    }
}
