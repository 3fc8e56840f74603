package nsx.dsl.op.route;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.dsl.op.field.Field;
import nsx.dsl.op.field.Fields;
import nsx.dsl.op.field.Slot;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.netlink.Attributes;
import nsx.rtnl.Encapsulation;
import nsx.rtnl.Hop;
import nsx.rtnl.NextHop.Member;
import nsx.rtnl.Route;

/** The attributes of a next-hop object (ip-nexthop(8), linux/nexthop.h) except its number and device, one per line. */
public final class NexthopFields {
    private static final Reader<Long> ID = Reader.number(1, 0xffffffffL);
    private static final Reader<Integer> WEIGHT = Reader.integer(1, 256);
    private static final String RES_GROUP = "NHA_RES_GROUP";
    private static final String MPATH = "mpath";
    private static final String RESILIENT = "resilient";
    /** The most seconds of which the kernel keeps the ticks in 32 bits, up to 1000 a second (struct nh_res_table). */
    private static final long LONGEST = 0xffffffffL / 1000;

    static final Field<InetAddress> VIA =
            Field.of("via", "via", Reader.address(), "the gateway", Slot.of("NHA_GATEWAY", InetAddress.class));
    static final Field<List<Member>> GROUP = Field.of(
                    "group",
                    "group",
                    group(),
                    "the next hops that share the traffic, each with its weight or all alike",
                    new Slot<>(
                            Set.of("NHA_GROUP"),
                            NexthopFields::members,
                            (message, members) -> message.set("NHA_GROUP", members)))
            .spelt(members -> "group " + text(members))
            .shown(NexthopFields::text);
    static final Field<Boolean> BLACKHOLE = Field.flag(
            "blackhole", "blackhole", "packets are dropped without a word", Slot.of("NHA_BLACKHOLE", Boolean.class));
    static final Field<Boolean> FDB =
            Field.flag("fdb", "fdb", "for the forwarding table of a vxlan", Slot.of("NHA_FDB", Boolean.class));
    static final Field<Boolean> ONLINK = Field.flag(
            "onlink",
            "onlink",
            "the gateway is directly on the device, even if no address covers it",
            Slot.bit("nh_flags", Hop.ONLINK));
    static final Field<String> PROTOCOL = Field.of(
                    "protocol",
                    "proto",
                    RouteFields.protocols(),
                    "origin of the next hop",
                    Slot.header("nh_protocol").as(Route::protocol, Route::protocol))
            .usually("unspec");

    static final Field<Encapsulation> ENCAP = Encap.field("NHA_ENCAP");
    static final Field<String> TYPE = Field.of(
                    "type",
                    "type",
                    Reader.choice(MPATH, RESILIENT),
                    "a resilient group leaves flows where they are when it changes (since 5.13)",
                    Slot.integer("NHA_GROUP_TYPE")
                            .unless(0)
                            .as(number -> RESILIENT, name -> name.equals(RESILIENT) ? 1 : 0))
            .usually("'mpath'")
            .absentFor(MPATH);
    static final Field<Integer> BUCKETS = Field.of(
            "buckets",
            "buckets",
            Reader.integer(1, 0xffff),
            "resilient: number of buckets that flows are put into",
            Slot.integer("NHA_RES_GROUP_BUCKETS").inside(RES_GROUP));
    static final Field<Duration> IDLE_TIMER = timer(
            "idleTimer",
            "idle_timer",
            "NHA_RES_GROUP_IDLE_TIMER",
            "resilient: after how long without packets a bucket may move (default 120 s)");
    static final Field<Duration> UNBALANCED_TIMER = timer(
            "unbalancedTimer",
            "unbalanced_timer",
            "NHA_RES_GROUP_UNBALANCED_TIMER",
            "resilient: after how long buckets move although they are in use; 0 for never");

    public static final Fields ALL = Fields.of(
            Set.of(
                    "NHA_ID",
                    "NHA_OIF",
                    "NHA_GROUP_TYPE",
                    "NHA_OP_FLAGS",
                    "NHA_HW_STATS_USED",
                    "NHA_RES_GROUP_UNBALANCED_TIME"),
            ENCAP,
            VIA,
            GROUP,
            TYPE,
            BUCKETS,
            IDLE_TIMER,
            UNBALANCED_TIMER,
            BLACKHOLE,
            FDB,
            ONLINK,
            PROTOCOL);

    /** The attributes of a group only, and of a single next hop only. */
    static final List<Field<?>> OF_GROUP = List.of(TYPE, BUCKETS, IDLE_TIMER, UNBALANCED_TIMER);

    static final List<Field<?>> OF_SINGLE = List.of(ENCAP, ONLINK);

    private NexthopFields() {}

    /** A time in whole seconds, as ip-nexthop(8) takes it; the kernel's unit is a hundredth of one. */
    private static Field<Duration> timer(String name, String word, String attribute, String summary) {
        Reader<Duration> time = Reader.duration("60.seconds");
        return Field.of(
                        name,
                        word,
                        Reader.<Duration>of(
                                        Type.DURATION,
                                        "whole seconds such as 60.seconds, at most " + LONGEST,
                                        value -> time.read(value)
                                                .filter(t -> t.getNano() == 0
                                                        && !t.isNegative()
                                                        && t.toSeconds() <= LONGEST))
                                .such("60.seconds"),
                        summary,
                        Slot.number(attribute)
                                .inside(RES_GROUP)
                                .as(hundredths -> Duration.ofMillis(hundredths * 10), t -> t.toMillis() / 10))
                .spelt(t -> word + " " + t.toSeconds());
    }

    private static Optional<List<Member>> members(Attributes message) {
        return message.value("NHA_GROUP")
                .filter(List.class::isInstance)
                .map(list -> ((List<?>) list).stream().map(Member.class::cast).toList());
    }

    /** A reader of a group: {@code [7, 8]}, {@code [7: 3, 8: 1]}, or in the form of ip-nexthop(8): {@code '7,3/8'}. */
    private static Reader<List<Member>> group() {
        return Reader.<List<Member>>of(
                        Type.LIST,
                        "a list of next hops such as [7, 8], or with weights such as [7: 3, 8: 1]",
                        value -> value instanceof Map<?, ?> map
                                ? all(map.entrySet().stream().map(e -> member(e.getKey(), e.getValue())))
                                : value instanceof List<?> list
                                        ? all(list.stream().map(id -> member(id, 1)))
                                        : all(Stream.of(String.valueOf(value).split("/"))
                                                .map(NexthopFields::member)))
                .such("[7, 8]");
    }

    private static Optional<List<Member>> all(Stream<Optional<Member>> members) {
        List<Optional<Member>> read = members.toList();
        return read.isEmpty() || read.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : Optional.of(read.stream().flatMap(Optional::stream).toList());
    }

    private static Optional<Member> member(String text) {
        String[] parts = text.split(",", -1);
        return parts.length > 2 ? Optional.empty() : member(parts[0], parts.length == 1 ? (Object) 1 : parts[1]);
    }

    private static Optional<Member> member(Object id, Object weight) {
        return number(id)
                .flatMap(ID::read)
                .flatMap(i -> number(weight).flatMap(WEIGHT::read).map(w -> new Member(i, w)));
    }

    private static Optional<Object> number(Object value) {
        if (value instanceof Number) {
            return Optional.of(value);
        }
        String text = String.valueOf(value);
        return text.matches("\\d{1,10}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    private static String text(List<Member> members) {
        List<Member> all = new ArrayList<>(members);
        return all.stream().map(Member::toString).collect(Collectors.joining("/"));
    }
}
