package nsx.xtables;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import nsx.netlink.Ip;

/**
 * The addresses and ports that a translation chooses from: {@code struct nf_nat_range} and, for IPv4 in the first
 * revisions, {@code struct nf_nat_ipv4_multi_range_compat}.
 *
 * @param address the first address; empty for the address of the device
 * @param port the first port; 0 for no change
 * @param plain whether there is only one choice and no further option
 */
record NatRange(Optional<InetAddress> address, int port, boolean plain) {
    private static final int HEADER = 32;
    private static final int REVISION = 31;
    private static final int MAP_IPS = 1;
    private static final int PROTO_SPECIFIED = 2;

    static NatRange read(TableFamily family, Blob target) {
        // the first revision of an IPv4 target begins with the number of ranges, which is 1
        boolean old = family == TableFamily.IPV4 && target.u8(REVISION) == 0;
        int flags = target.s32(HEADER + (old ? 4 : 0));
        int addresses = HEADER + (old ? 8 : 4);
        int step = old ? 4 : 16;
        int ports = addresses + 2 * step;
        InetAddress least = target.address(addresses, family.address);
        boolean one = least.equals(target.address(addresses + step, family.address))
                && target.be16(ports) == target.be16(ports + 2);
        return new NatRange(
                (flags & MAP_IPS) == 0 ? Optional.empty() : Optional.of(least),
                (flags & PROTO_SPECIFIED) == 0 ? 0 : target.be16(ports),
                one && (flags & ~(MAP_IPS | PROTO_SPECIFIED)) == 0);
    }

    /**
     * Returns text such as {@code 10.0.0.11:80}, {@code [fd00::11]:80}, {@code 10.0.0.11} or {@code 80}; empty text
     * for no change.
     */
    @Override
    public String toString() {
        String number = port == 0 ? "" : Integer.toString(port);
        if (address.isEmpty()) {
            return number;
        }
        String text = Ip.text(address.get());
        String bare = port != 0 && address.get() instanceof Inet6Address ? "[" + text + "]" : text;
        return port == 0 ? bare : bare + ":" + number;
    }
}
