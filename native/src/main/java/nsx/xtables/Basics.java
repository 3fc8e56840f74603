package nsx.xtables;

import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import nsx.filter.Packet;
import nsx.filter.Truth;
import nsx.netlink.Ip;
import nsx.netlink.IpProtocol;

/** Reads the conditions that every rule can have without a match: {@code struct ipt_ip} and {@code struct ip6t_ip6}. */
final class Basics {
    private static final int IFNAMSIZ = 16;
    private static final int IN = 1;
    private static final int OUT = 2;
    private static final int SOURCE = 8;
    private static final int DESTINATION = 0x10;
    private static final int FRAGMENT = 0x20;
    private static final int PROTOCOL = 0x40;

    private final TableFamily family;
    private final Blob entry;
    private final int inverted;
    private final List<Condition> all = new ArrayList<>();

    private Basics(TableFamily family, Blob entry) {
        this.family = family;
        this.entry = entry;
        this.inverted = entry.u8(family.inverted());
    }

    static List<Condition> of(TableFamily family, Blob entry) {
        Basics basics = new Basics(family, entry);
        int size = family.address;
        basics.network("-s", 0, 2 * size, SOURCE, Packet::source);
        basics.network("-d", size, 3 * size, DESTINATION, Packet::destination);
        basics.device("-i", 4 * size, IN, Packet::in);
        basics.device("-o", 4 * size + IFNAMSIZ, OUT, Packet::out);
        basics.protocol();
        basics.fragment();
        return basics.all;
    }

    private void add(int bit, String text, Function<Packet, Truth> asks) {
        boolean not = (inverted & bit) != 0;
        all.add(new Condition(
                (not ? "! " : "") + text, (packet, around) -> asks.apply(packet).inverted(not)));
    }

    private void network(String option, int at, int maskAt, int bit, Function<Packet, InetAddress> side) {
        byte[] mask = entry.slice(maskAt, maskAt + family.address).bytes();
        BigInteger bits = new BigInteger(1, mask);
        if (bits.signum() == 0 && (inverted & bit) == 0) {
            return;
        }
        InetAddress network = entry.address(at, family.address);
        String text = Ip.text(network) + "/" + MaskText.of(mask);
        BigInteger wanted = new BigInteger(1, network.getAddress());
        add(bit, option + " " + text, packet -> {
            byte[] address = side.apply(packet).getAddress();
            return Truth.of(address.length == mask.length
                    && new BigInteger(1, address).and(bits).equals(wanted));
        });
    }

    /**
     * Reads a device. The mask marks the bytes that count; a full name includes its terminating NUL, otherwise the
     * name is a prefix ({@code eth+}).
     */
    private void device(String option, int at, int bit, Function<Packet, Packet.Device> side) {
        byte[] mask = entry.slice(at + 2 * IFNAMSIZ, at + 3 * IFNAMSIZ).bytes();
        int length = 0;
        while (length < IFNAMSIZ && mask[length] != 0) {
            length++;
        }
        if (length == 0 && (inverted & bit) == 0) {
            return;
        }
        byte[] wanted = entry.slice(at, at + length).bytes();
        int counts = length;
        String name = new String(wanted, StandardCharsets.UTF_8);
        add(bit, option + " " + SavedWords.name(name.endsWith("\0") ? name.replace("\0", "") : name + "+"), packet -> {
            byte[] actual = Arrays.copyOf(side.apply(packet).name().getBytes(StandardCharsets.UTF_8), IFNAMSIZ);
            return Truth.of(Arrays.equals(Arrays.copyOf(actual, counts), wanted));
        });
    }

    private void protocol() {
        int number = entry.u16(family.protocol());
        if (number != 0) {
            add(PROTOCOL, "-p " + IpProtocol.systemName(number), p -> Truth.of(p.protocol() == number));
        }
    }

    /** Reads the test for fragments; an evaluated packet is never one. */
    private void fragment() {
        if ((entry.u8(family.flags) & family.fragmentFlag) != 0) {
            add(FRAGMENT, "-f", packet -> Truth.NO);
        }
    }
}
