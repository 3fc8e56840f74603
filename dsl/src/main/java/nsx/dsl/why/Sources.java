package nsx.dsl.why;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nsx.rtnl.Address;
import nsx.rtnl.Family;
import nsx.rtnl.Link;

/** Which address of its a namespace sends from. */
record Sources(NetState net) {
    private static final int DEPRECATED = 0x20;

    /** @param via the next hop; empty when the destination is on the device */
    Optional<InetAddress> choose(Link out, Optional<InetAddress> via, InetAddress to) {
        return Family.of(to) == Family.INET6 ? six(out, to) : four(out, via.filter(v -> Family.of(v) == Family.INET));
    }

    /** The first primary address in whose network the next hop is, else the first (inet_select_addr of net/ipv4/devinet.c). */
    private Optional<InetAddress> four(Link out, Optional<InetAddress> via) {
        List<Address> own = net.addresses(out, Family.INET).stream()
                .filter(a -> (a.flags() & Address.SECONDARY) == 0 && !isOfHost(a))
                .toList();
        return own.stream()
                .filter(a -> via.map(a.prefix()::contains).orElse(true))
                .findFirst()
                .or(() -> own.stream().findFirst())
                .or(this::elsewhere)
                .map(a -> a.prefix().address());
    }

    private static boolean isOfHost(Address address) {
        return address.scope().equals("host");
    }

    /** One of another device that may be used beyond its own cable. */
    private Optional<Address> elsewhere() {
        return net.addresses().stream()
                .filter(a -> a.prefix().family() == Family.INET && !isOfHost(a))
                .filter(a -> !a.scope().equals("link") && (a.flags() & Address.SECONDARY) == 0)
                .filter(a -> net.link(a.index()).filter(Link::up).isPresent())
                .findFirst();
    }

    /** The order of RFC 6724 as far as it matters here (ipv6_dev_get_saddr of net/ipv6/addrconf.c). */
    private Optional<InetAddress> six(Link out, InetAddress to) {
        return net.addresses().stream()
                .filter(a -> a.prefix().family() == Family.INET6 && NetState.isUsable(a))
                .filter(a -> !isOfHost(a) || out.flags().loopback())
                .filter(a -> a.index() == out.index()
                        || !to.isLinkLocalAddress() && !a.prefix().address().isLinkLocalAddress())
                .max(Comparator.comparing((Address a) -> a.prefix().address().equals(to))
                        .thenComparing(a -> a.prefix().address().isLinkLocalAddress() == to.isLinkLocalAddress())
                        .thenComparing(a -> (a.flags() & DEPRECATED) == 0)
                        .thenComparing(a -> a.index() == out.index())
                        .thenComparing(a -> isUnique(a.prefix().address()) == isUnique(to))
                        .thenComparing(a -> common(a.prefix().address(), to))
                        .thenComparing(Comparator.comparingInt(net.addresses()::indexOf)
                                .reversed()))
                .map(a -> a.prefix().address());
    }

    private static boolean isUnique(InetAddress address) {
        return (address.getAddress()[0] & 0xfe) == 0xfc;
    }

    /** The number of leading bits in which two addresses agree, at most those of the network. */
    private static int common(InetAddress one, InetAddress other) {
        byte[] a = one.getAddress();
        byte[] b = other.getAddress();
        int bits = 0;
        for (int i = 0; i < 8 && i * 8 == bits; i++) {
            int differ = (a[i] ^ b[i]) & 0xff;
            bits += differ == 0 ? 8 : Integer.numberOfLeadingZeros(differ) - 24;
        }
        return bits;
    }
}
