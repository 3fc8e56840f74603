package nsx.xtables;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import nsx.netlink.Ip;

/**
 * The addresses and ports that a translation chooses from: {@code struct nf_nat_range} and, for IPv4 in the first
 * revisions, {@code struct nf_nat_ipv4_multi_range_compat}.
 *
 * @param address the first address; empty for the address of the device
 * @param last the last address
 * @param port the first port; 0 for no change
 * @param lastPort the last port
 * @param basePort the port that is exchanged for the first one, in revision 2; 0 for none
 * @param flags the bits NF_NAT_RANGE
 */
record NatRange(Optional<InetAddress> address, InetAddress last, int port, int lastPort, int basePort, int flags) {
    private static final int HEADER = 32;
    private static final int REVISION = 31;
    private static final int MAP_IPS = 1;
    private static final int PROTO_SPECIFIED = 2;
    private static final int RANDOM = 4;
    private static final int PERSISTENT = 8;
    private static final int FULLY_RANDOM = 16;
    private static final int OFFSET = 32;

    static NatRange read(TableFamily family, Blob target) {
        // the first revision of an IPv4 target begins with the number of ranges, which is 1
        boolean old = family == TableFamily.IPV4 && target.u8(REVISION) == 0;
        int flags = target.s32(HEADER + (old ? 4 : 0));
        int addresses = HEADER + (old ? 8 : 4);
        int step = old ? 4 : 16;
        int ports = addresses + 2 * step;
        return new NatRange(
                (flags & MAP_IPS) == 0 ? Optional.empty() : Optional.of(target.address(addresses, family.address)),
                target.address(addresses + step, family.address),
                (flags & PROTO_SPECIFIED) == 0 ? 0 : target.be16(ports),
                target.be16(ports + 2),
                (flags & OFFSET) == 0 ? 0 : target.be16(ports + 4),
                flags);
    }

    /** Whether there is only one choice and no further option. */
    boolean plain() {
        return (address.isEmpty() || address.get().equals(last))
                && (port == 0 || port == lastPort)
                && (flags & ~(MAP_IPS | PROTO_SPECIFIED)) == 0;
    }

    /** The network of NETMAP, whose last bits are kept. */
    String network() {
        byte[] first = address.orElse(last).getAddress();
        byte[] mask = last.getAddress();
        for (int i = 0; i < mask.length; i++) {
            mask[i] = (byte) ~(mask[i] ^ first[i]);
        }
        int ones = new BigInteger(1, mask).bitCount();
        return Ip.text(Ip.of(first)) + (ones == mask.length * 8 ? "" : "/" + MaskText.of(mask));
    }

    /** Adds the options that follow the range. */
    Options options(Options text) {
        return text.addIf((flags & RANDOM) != 0, "--random", "")
                .addIf((flags & FULLY_RANDOM) != 0, "--random-fully", "")
                .addIf((flags & PERSISTENT) != 0, "--persistent", "");
    }

    /**
     * Returns text such as {@code 10.0.0.11:80}, {@code [fd00::11]:80}, {@code 10.0.0.11-10.0.0.19}, {@code 80-90}
     * or {@code :80-90/8080}; empty text for no change.
     */
    @Override
    public String toString() {
        String ports = port == 0 ? "" : Options.range(port, lastPort, "-") + (basePort == 0 ? "" : "/" + basePort);
        if (address.isEmpty()) {
            return ports;
        }
        String text = Ip.text(address.get()) + (address.get().equals(last) ? "" : "-" + Ip.text(last));
        String bare = port != 0 && address.get() instanceof Inet6Address ? "[" + text + "]" : text;
        return port == 0 ? bare : bare + ":" + ports;
    }
}
