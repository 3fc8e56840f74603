package nsx.rtnl;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import nsx.netlink.Attributes;
import nsx.netlink.CodecException;
import nsx.netlink.Message;
import nsx.netlink.Struct;

/**
 * An address of a link.
 *
 * @param peer the other end of a point-to-point link, if it differs from the address
 * @param scope global, site, link, host or a number
 * @param flags {@code IFA_F_*}
 * @param valid remaining lifetime; empty for unlimited
 * @param preferred remaining time in which new connections use it; empty for unlimited
 */
public record Address(
        int index,
        Prefix prefix,
        Optional<InetAddress> peer,
        Optional<InetAddress> broadcast,
        String scope,
        int flags,
        Optional<String> label,
        Optional<Duration> valid,
        Optional<Duration> preferred,
        Attributes all) {
    public static final int SECONDARY = 0x01;
    public static final int NODAD = 0x02;
    public static final int DADFAILED = 0x08;
    /** The home address of a mobile IPv6 host (RFC 6275). */
    public static final int HOME = 0x10;

    public static final int DEPRECATED = 0x20;
    /** An IPv6 address whose uniqueness is not yet verified; it cannot be used as a source. */
    public static final int TENTATIVE = 0x40;

    public static final int PERMANENT = 0x80;
    /** An IPv6 address with which the kernel makes and deletes temporary ones. */
    public static final int MANAGETEMPADDR = 0x100;

    public static final int NOPREFIXROUTE = 0x200;
    /** A multicast address that the device joins. */
    public static final int MCAUTOJOIN = 0x400;

    /** The lifetime value for "unlimited", in seconds. */
    public static final long FOREVER = 0xffffffffL;

    /** An IFA_CACHEINFO with both lifetimes unlimited. */
    public static final Struct.Value NO_END =
            AddressTable.CACHEINFO.with("ifa_valid", FOREVER).with("ifa_prefered", FOREVER);

    /** Reads RTM_NEWADDR. */
    public static Address decode(Message message) {
        Attributes all = Rtm.NEWADDR.decode(message);
        Struct.Value header = all.header();
        InetAddress far = all.findAddress("IFA_ADDRESS").orElseGet(() -> all.address("IFA_LOCAL"));
        InetAddress local = all.findAddress("IFA_LOCAL").orElse(far);
        Optional<Struct.Value> cache = all.struct("IFA_CACHEINFO");
        int flags = all.integer("IFA_FLAGS", header.integer("ifa_flags"));
        return new Address(
                header.integer("ifa_index"),
                prefix(local, header.integer("ifa_prefixlen")),
                local.equals(far) ? Optional.empty() : Optional.of(far),
                all.findAddress("IFA_BROADCAST"),
                RouteScope.text(header.integer("ifa_scope")),
                flags,
                all.findString("IFA_LABEL"),
                cache.flatMap(info -> lifetime(info.number("ifa_valid"))),
                // of an IPv4 address that is valid forever the kernel reports only the flag (net/ipv4/devinet.c)
                (flags & DEPRECATED) == 0
                        ? cache.flatMap(info -> lifetime(info.number("ifa_prefered")))
                        : Optional.of(Duration.ZERO),
                all);
    }

    static Prefix prefix(InetAddress address, int length) {
        try {
            return new Prefix(address, length);
        } catch (IllegalArgumentException e) {
            throw new CodecException(e.getMessage());
        }
    }

    private static Optional<Duration> lifetime(long seconds) {
        return seconds == FOREVER ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
    }

    public boolean has(int flag) {
        return (flags & flag) != 0;
    }
}
