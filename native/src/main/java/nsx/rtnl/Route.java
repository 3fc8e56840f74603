package nsx.rtnl;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import nsx.netlink.Attributes;
import nsx.netlink.Ip;
import nsx.netlink.Message;
import nsx.netlink.RawAttributes;
import nsx.netlink.Struct;

/**
 * A route of a table, or the kernel's choice of a route. A received route is decoded lazily, when a fact is read that
 * cannot be found quickly in its bytes; malformed bytes then throw {@link nsx.netlink.CodecException}.
 */
public final class Route {
    public static final int DEFAULT_TABLE = 253;
    public static final int MAIN = 254;
    public static final int LOCAL = 255;

    /** A flag: the route is a cached clone of IPv6 and not part of a table. */
    public static final int CLONED = 0x200;

    private static final Map<Integer, String> PROTOCOLS =
            Map.of(0, "unspec", 1, "redirect", 2, "kernel", 3, "boot", 4, "static", 9, "ra", 16, "dhcp");

    /** The offset of the remaining time in struct rta_cacheinfo. */
    private static final int EXPIRES = 8;

    /** An offset in struct rtmsg. */
    private static final int RTM_DST_LEN = 1;

    private static final int RTM_TABLE = 4;
    private static final int RTM_FLAGS = 8;
    private static final int RTMSG = 12;
    private static final int RTA_DST = 1;
    private static final int RTA_TABLE = 15;

    /** The received message; null for a route that was not received. */
    private final Message received;

    private Content content;

    private record Content(
            Family family,
            Prefix to,
            RouteType type,
            int table,
            String protocol,
            String scope,
            Optional<InetAddress> via,
            OptionalInt dev,
            OptionalInt metric,
            Optional<InetAddress> src,
            OptionalInt mtu,
            List<Hop> hops,
            int flags,
            Attributes all) {}

    private Route(Message received, Content content) {
        this.received = received;
        this.content = content;
    }

    /**
     * Creates a route from facts.
     *
     * @param to the destination, of length 0 for the default route
     * @param protocol the origin: kernel, boot, static, ra, dhcp or a number
     * @param dev the index of the link; empty with several hops or if nothing is forwarded
     * @param metric the priority, lowest first; empty is 0 for IPv4
     * @param src the source address of packets that this machine sends
     * @param flags {@code RTM_F_*} and {@code RTNH_F_*}
     */
    public Route(
            Family family,
            Prefix to,
            RouteType type,
            int table,
            String protocol,
            String scope,
            Optional<InetAddress> via,
            OptionalInt dev,
            OptionalInt metric,
            Optional<InetAddress> src,
            OptionalInt mtu,
            List<Hop> hops,
            int flags,
            Attributes all) {
        this(null, new Content(family, to, type, table, protocol, scope, via, dev, metric, src, mtu, hops, flags, all));
    }

    /** Reads RTM_NEWROUTE. */
    public static Route decode(Message message) {
        boolean whole = message.payload().length >= RTMSG;
        return new Route(message, whole ? null : content(message));
    }

    private Content content() {
        if (content == null) {
            content = content(received);
        }
        return content;
    }

    private static Content content(Message message) {
        Attributes all = Rtm.NEWROUTE.decode(message);
        Struct.Value header = all.header();
        Family family = Family.of(header.integer("rtm_family"));
        InetAddress to =
                all.findAddress("RTA_DST").orElseGet(() -> Prefix.any(family).address());
        return new Content(
                family,
                Address.prefix(to, header.integer("rtm_dst_len")),
                RouteType.of(header.integer("rtm_type")),
                all.integer("RTA_TABLE", header.integer("rtm_table")),
                protocol(header.integer("rtm_protocol")),
                RouteScope.text(header.integer("rtm_scope")),
                Hop.gateway(all),
                all.findInteger("RTA_OIF"),
                all.findInteger("RTA_PRIORITY"),
                all.findAddress("RTA_PREFSRC"),
                all.nested("RTA_METRICS").findInteger("RTAX_MTU"),
                hops(all),
                header.integer("rtm_flags"),
                all);
    }

    public Family family() {
        return content == null ? Family.of(received.payload()[0]) : content.family;
    }

    /** The destination, of length 0 for the default route. */
    public Prefix to() {
        if (content != null) {
            return content.to;
        }
        byte[] payload = received.payload();
        int at = RawAttributes.find(payload, RTMSG, RTA_DST);
        InetAddress address = at < 0 ? Prefix.any(family()).address() : Ip.of(RawAttributes.bytes(payload, at));
        return Address.prefix(address, Byte.toUnsignedInt(payload[RTM_DST_LEN]));
    }

    /** The destination as text: {@code default}, a network, or a single address. */
    public String destination() {
        byte[] payload = content == null ? received.payload() : new byte[0];
        int at = content == null ? RawAttributes.find(payload, RTMSG, RTA_DST) : -1;
        int bytes = at < 0 ? 0 : RawAttributes.length(payload, at);
        int length = at < 0 ? 0 : Byte.toUnsignedInt(payload[RTM_DST_LEN]);
        if (length > 0 && length <= Byte.SIZE * bytes) {
            return Ip.text(payload, RawAttributes.start(at), bytes, length == Byte.SIZE * bytes ? -1 : length);
        }
        Prefix to = to();
        return to.length() == 0 ? "default" : to.isHost() ? Ip.text(to.address()) : to.toString();
    }

    public RouteType type() {
        return content().type;
    }

    public int table() {
        if (content != null) {
            return content.table;
        }
        byte[] payload = received.payload();
        int at = RawAttributes.find(payload, RTMSG, RTA_TABLE);
        return at < 0 || RawAttributes.length(payload, at) != Integer.BYTES
                ? Byte.toUnsignedInt(payload[RTM_TABLE])
                : RawAttributes.header(payload, RawAttributes.start(at));
    }

    /** The origin: kernel, boot, static, ra, dhcp or a number. */
    public String protocol() {
        return content().protocol;
    }

    public String scope() {
        return content().scope;
    }

    public Optional<InetAddress> via() {
        return content().via;
    }

    /** The index of the link; empty with several hops or if nothing is forwarded. */
    public OptionalInt dev() {
        return content().dev;
    }

    /** The priority, lowest first; empty is 0 for IPv4. */
    public OptionalInt metric() {
        return content().metric;
    }

    /** The source address of packets that this machine sends. */
    public Optional<InetAddress> src() {
        return content().src;
    }

    public OptionalInt mtu() {
        return content().mtu;
    }

    public List<Hop> hops() {
        return content().hops;
    }

    /** The flags {@code RTM_F_*} and {@code RTNH_F_*}. */
    public int flags() {
        return content == null ? RawAttributes.header(received.payload(), RTM_FLAGS) : content.flags;
    }

    /** All attributes that the kernel sent. */
    public Attributes all() {
        return content().all;
    }

    /** The name of an origin; the number as text if it has no name. */
    public static String protocol(int number) {
        return PROTOCOLS.getOrDefault(number, Integer.toString(number));
    }

    /** The names of the origins that have one. */
    public static List<String> protocols() {
        return PROTOCOLS.values().stream().sorted().toList();
    }

    /** The number of an origin, by name or as a number; -1 for neither. */
    public static int protocol(String name) {
        return PROTOCOLS.entrySet().stream()
                .filter(e -> e.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(name.matches("\\d{1,2}|1\\d\\d|2[0-4]\\d|25[0-5]") ? Integer.parseInt(name) : -1);
    }

    private static List<Hop> hops(Attributes all) {
        return all.value("RTA_MULTIPATH").stream()
                .filter(List.class::isInstance)
                .flatMap(list -> ((List<?>) list).stream())
                .map(hop -> Hop.decode((Attributes) hop))
                .toList();
    }

    /** Returns this route without these flags, which are also cleared in its message. */
    Route withoutFlags(int some) {
        if ((flags() & some) == 0) {
            return this;
        }
        Content c = content();
        return new Route(
                c.family,
                c.to,
                c.type,
                c.table,
                c.protocol,
                c.scope,
                c.via,
                c.dev,
                c.metric,
                c.src,
                c.mtu,
                c.hops,
                c.flags & ~some,
                c.all.headed(c.all.header().with("rtm_flags", c.flags & ~some)));
    }

    /** The indexes of the links that the route uses. */
    public IntStream devices() {
        return IntStream.concat(dev().stream(), hops().stream().flatMapToInt(h -> h.dev().stream()));
    }

    /** Whether the lifetime is over: the kernel lists such an IPv6 route until it removes it, but does not use it. */
    public boolean isExpired() {
        return timeLeft() < 0;
    }

    /** The remaining lifetime, in the kernel's clock ticks; 0 without one. */
    int timeLeft() {
        return timeLeft(all());
    }

    /** The remaining lifetime of a route as the kernel reports it, in clock ticks of 1/100 s; 0 without one, and below 0 if it is over. */
    public static int timeLeft(Attributes route) {
        byte[] info = route.has("RTA_CACHEINFO") ? route.bytes("RTA_CACHEINFO") : new byte[0];
        return info.length >= EXPIRES + Integer.BYTES
                ? ByteBuffer.wrap(info).order(ByteOrder.nativeOrder()).getInt(EXPIRES)
                : 0;
    }

    /**
     * Whether the route was added to a table, and is none that the kernel makes and deletes by itself with an address or a device. A
     * cached clone of IPv6 is in no table.
     */
    public boolean isAdded() {
        boolean routed = family() == Family.INET || family() == Family.INET6;
        return routed
                && (flags() & CLONED) == 0
                && !protocol().equals("kernel")
                && type() != RouteType.LOCAL
                && type() != RouteType.ANYCAST
                && type() != RouteType.MULTICAST;
    }

    /** Whether the route is the default route of its table. */
    public boolean isDefault() {
        return to().length() == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Route that && content().equals(that.content());
    }

    @Override
    public int hashCode() {
        return content().hashCode();
    }

    @Override
    public String toString() {
        return content().toString();
    }
}
