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
import nsx.netlink.Message;
import nsx.netlink.Struct;

/**
 * A route of a table, or the kernel's choice of a route.
 *
 * @param to of length 0 for the default route
 * @param protocol the origin: kernel, boot, static, ra, dhcp or a number
 * @param dev index of the link; empty with several hops, or when nothing is forwarded
 * @param metric the priority, lowest first; empty is 0 for IPv4
 * @param src address to send from
 * @param flags {@code RTM_F_*} and {@code RTNH_F_*}
 */
public record Route(
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
    public static final int DEFAULT_TABLE = 253;
    public static final int MAIN = 254;
    public static final int LOCAL = 255;

    /** A cached clone, as IPv6 makes them; not part of a table. */
    public static final int CLONED = 0x200;

    private static final Map<Integer, String> PROTOCOLS =
            Map.of(0, "unspec", 1, "redirect", 2, "kernel", 3, "boot", 4, "static", 9, "ra", 16, "dhcp");

    /** Where struct rta_cacheinfo has the time that is left. */
    private static final int EXPIRES = 8;

    /** Reads RTM_NEWROUTE. */
    public static Route decode(Message message) {
        Attributes all = Rtm.NEWROUTE.decode(message);
        Struct.Value header = all.header();
        Family family = Family.of(header.integer("rtm_family"));
        InetAddress to =
                all.findAddress("RTA_DST").orElseGet(() -> Prefix.any(family).address());
        return new Route(
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

    /** The name of an origin; the number as text if it has no name. */
    public static String protocol(int number) {
        return PROTOCOLS.getOrDefault(number, Integer.toString(number));
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

    /** The same route without these flags, which are 0 in its message too. */
    Route withoutFlags(int some) {
        return (flags & some) == 0
                ? this
                : new Route(
                        family,
                        to,
                        type,
                        table,
                        protocol,
                        scope,
                        via,
                        dev,
                        metric,
                        src,
                        mtu,
                        hops,
                        flags & ~some,
                        all.headed(all.header().with("rtm_flags", flags & ~some)));
    }

    /** The indexes of the links that it goes by. */
    public IntStream devices() {
        return IntStream.concat(dev.stream(), hops.stream().flatMapToInt(h -> h.dev().stream()));
    }

    /** Whether the route is the default route of its table. */
    /** Whether its time is over: the kernel lists such a route of IPv6 until it clears it away, and does not use it. */
    public boolean isExpired() {
        byte[] info = all.has("RTA_CACHEINFO") ? all.bytes("RTA_CACHEINFO") : new byte[0];
        return info.length >= EXPIRES + Integer.BYTES
                && ByteBuffer.wrap(info).order(ByteOrder.nativeOrder()).getInt(EXPIRES) < 0;
    }

    public boolean isDefault() {
        return to.length() == 0;
    }
}
