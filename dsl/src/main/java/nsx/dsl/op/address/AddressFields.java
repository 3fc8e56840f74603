package nsx.dsl.op.address;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nsx.dsl.error.Texts;
import nsx.dsl.op.field.Field;
import nsx.dsl.op.field.Fields;
import nsx.dsl.op.field.Slot;
import nsx.dsl.op.field.Values;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.netlink.Ip;
import nsx.netlink.Struct;
import nsx.rtnl.Address;
import nsx.rtnl.RouteScope;

/**
 * The attributes of an address (ip-address(8), linux/if_addr.h) except the address, its peer and its device, one per
 * line.
 */
public final class AddressFields {
    public static final Field<Optional<InetAddress>> BROADCAST = Field.of(
                    "broadcast",
                    "broadcast",
                    broadcast(),
                    "the address for packets to all hosts of its network",
                    Slot.of("IFA_BROADCAST", InetAddress.class).optional())
            .usually("the last address of the network")
            .spelt(address -> address.map(a -> "broadcast " + Ip.text(a)).orElse(""))
            .shown(address -> address.map(Ip::text).orElse(null));
    public static final Field<RouteScope> SCOPE = Field.of(
                    "scope",
                    "scope",
                    Reader.choice("global", "site", "link", "host").then(RouteScope::named),
                    "where it is valid",
                    Slot.anyHeader("ifa_scope").maybe(RouteScope::find, RouteScope::number))
            .shown(RouteScope::toString);
    public static final Field<String> LABEL = Field.of(
            "label",
            "label",
            Reader.text(),
            "IPv4: a label that begins with the device's name",
            Slot.of("IFA_LABEL", String.class));
    public static final Field<Long> METRIC = Field.of(
                    "metric",
                    "metric",
                    Reader.number(0, 0xffffffffL),
                    "metric of the route to its network",
                    Slot.number("IFA_RT_PRIORITY").otherwise(0L))
            .spelt(metric -> metric == 0 ? "" : "metric " + metric)
            .shown(metric -> metric == 0 ? null : metric);
    static final Field<Optional<Duration>> LIFETIME = Field.of(
                    "lifetime",
                    "valid_lft",
                    lifetime(1),
                    "time after which the kernel removes it",
                    time("ifa_valid", 1))
            .usually("'forever'")
            .spelt((time, all) -> isTimed(all) ? "valid_lft " + text(time) : "")
            .shown(time -> time.orElse(null));
    public static final Field<Optional<Duration>> PREFERRED = Field.of(
                    "preferred", "preferred_lft", lifetime(0), "time during which new connections use it", preferred())
            .usually("the lifetime")
            .spelt((time, all) -> isTimed(all) ? "preferred_lft " + text(time) : "")
            .shown(time -> time.orElse(null));
    static final Field<Boolean> NOPREFIXROUTE = Field.flag(
            "noprefixroute",
            "noprefixroute",
            "add no route to its network",
            Slot.flag("IFA_FLAGS", Address.NOPREFIXROUTE));
    static final Field<Boolean> NODAD = Field.flag(
            "nodad",
            "nodad",
            "IPv6: usable at once, without looking for duplicates",
            Slot.flag("IFA_FLAGS", Address.NODAD));

    static final Field<Boolean> HOME =
            Field.flag("home", "home", "IPv6: the home address of a mobile host", Slot.flag("IFA_FLAGS", Address.HOME));
    static final Field<Boolean> MNGTMPADDR = Field.flag(
            "mngtmpaddr",
            "mngtmpaddr",
            "IPv6: the kernel makes temporary addresses after it",
            Slot.flag("IFA_FLAGS", Address.MANAGETEMPADDR));
    static final Field<Boolean> AUTOJOIN =
            Field.flag("autojoin", "autojoin", "join this multicast group", Slot.flag("IFA_FLAGS", Address.MCAUTOJOIN));
    /** The origin; 1 to 3 are addresses that the kernel makes by itself. */
    static final Field<Long> PROTOCOL = Field.of(
            "protocol",
            "proto",
            Reader.number(4, 255),
            "origin of the address (since 5.18)",
            new Slot<>(
                    Set.of("IFA_PROTO"),
                    message -> Slot.number("IFA_PROTO").read(message).filter(number -> number > 3),
                    (message, number) -> message.set("IFA_PROTO", number)));

    public static final Fields ALL = Fields.of(
            Set.of("IFA_ADDRESS", "IFA_LOCAL", "IFA_CACHEINFO", "IFA_FLAGS", "IFA_PROTO"),
            BROADCAST,
            SCOPE,
            LABEL,
            METRIC,
            LIFETIME,
            PREFERRED,
            NOPREFIXROUTE,
            NODAD,
            HOME,
            MNGTMPADDR,
            AUTOJOIN,
            PROTOCOL);

    /** The attributes that only IPv6 addresses have. */
    static final List<Field<Boolean>> SIX = List.of(NODAD, HOME, MNGTMPADDR);

    /** The attributes that ip-address(8) writes after the device. */
    private static final Field<?>[] LATER = {
        METRIC, LIFETIME, PREFERRED, NOPREFIXROUTE, NODAD, HOME, MNGTMPADDR, AUTOJOIN, PROTOCOL
    };

    /** The attributes of an IPv4 address that the kernel sets only at creation (devinet.c, inet_rtm_newaddr). */
    static final List<Field<?>> FIXED = List.of(BROADCAST, SCOPE, LABEL, NOPREFIXROUTE, AUTOJOIN);

    private AddressFields() {}

    /** The words of ip-address(8), around the device. */
    static String words(Values values, String device) {
        String before = ALL.words(values.without(LATER));
        String after = ALL.words(values.without(BROADCAST, SCOPE, LABEL));
        return (before.isEmpty() ? "" : before + " ") + "dev " + device + (after.isEmpty() ? "" : " " + after);
    }

    private static boolean isTimed(Values all) {
        return all.find(LIFETIME)
                .flatMap(t -> t)
                .or(() -> all.find(PREFERRED).flatMap(t -> t))
                .isPresent();
    }

    static String text(Optional<Duration> time) {
        return time.map(t -> Long.toString(t.toSeconds())).orElse("forever");
    }

    private static Reader<Optional<InetAddress>> broadcast() {
        Reader<InetAddress> address = Reader.address();
        return Reader.<Optional<InetAddress>>of(
                        Type.ADDRESS,
                        "an IP address, or false for none",
                        value -> Boolean.FALSE.equals(value)
                                ? Optional.of(Optional.empty())
                                : address.read(value).map(Optional::of))
                .such(address.example());
    }

    /** One of the two lifetimes; unlimited if the message has none. */
    private static Slot<Optional<Duration>> preferred() {
        Slot<Optional<Duration>> time = time("ifa_prefered", 0);
        // of an IPv4 address that is valid forever the kernel only reports the flag (net/ipv4/devinet.c)
        return new Slot<>(
                Set.of("IFA_CACHEINFO", "IFA_FLAGS"),
                message -> (message.number("IFA_FLAGS", 0) & Address.DEPRECATED) == 0
                        ? time.read(message)
                        : Optional.of(Optional.of(Duration.ZERO)),
                time.writing());
    }

    private static Slot<Optional<Duration>> time(String field, long least) {
        return new Slot<>(
                Set.of("IFA_CACHEINFO"),
                message -> Optional.of(message.struct("IFA_CACHEINFO")
                        .map(info -> info.number(field))
                        .filter(seconds -> seconds != Address.FOREVER)
                        .map(Duration::ofSeconds)),
                (message, time) -> {
                    Optional<Struct.Value> info = message.struct("IFA_CACHEINFO");
                    long seconds = time.map(t -> Math.max(least, t.toSeconds())).orElse(Address.FOREVER);
                    return info.isEmpty() && time.isEmpty()
                            ? message
                            : message.set(
                                    "IFA_CACHEINFO", info.orElse(Address.NO_END).with(field, seconds));
                });
    }

    /** A lifetime in whole seconds, rounded up; empty for unlimited. */
    private static Reader<Optional<Duration>> lifetime(long least) {
        Reader<Duration> limited = Reader.duration("10.seconds");
        return Reader.of(
                Type.DURATION,
                least > 0
                        ? "a duration from 1.second to 136 years, or 'forever'"
                        : "a duration such as 10.seconds, or 'forever'",
                value -> Texts.of(value).equals("forever")
                        ? Optional.of(Optional.empty())
                        : limited.read(value)
                                .map(time -> Duration.ofSeconds(
                                        time.plusNanos(999_999_999).toSeconds()))
                                .filter(time -> time.toSeconds() >= least && time.toSeconds() < Address.FOREVER)
                                .map(Optional::of));
    }
}
