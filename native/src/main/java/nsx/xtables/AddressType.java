package nsx.xtables;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nsx.filter.Packet;
import nsx.filter.Surroundings;
import nsx.filter.Truth;

/** The route type of an address: {@code struct xt_addrtype_info}, one bit for each type. */
final class AddressType {
    private static final List<String> TYPES = List.of(
            "UNSPEC",
            "UNICAST",
            "LOCAL",
            "BROADCAST",
            "ANYCAST",
            "MULTICAST",
            "BLACKHOLE",
            "UNREACHABLE",
            "PROHIBIT",
            "THROW",
            "NAT",
            "XRESOLVE");
    private static final int LOCAL = 1 << 2;
    private static final int MULTICAST = 1 << 5;
    private static final int LIMIT_IN = 4;
    private static final int LIMIT_OUT = 8;

    private AddressType() {}

    /**
     * Reads the condition.
     *
     * @param limits flags that restrict the test to one device, which is not understood
     */
    static Condition of(Blob data, boolean notSource, boolean notDestination, int limits) {
        int source = data.u16(0);
        int destination = data.u16(2);
        Options text = Options.match("addrtype");
        option(text, "--src-type", source, notSource);
        option(text, "--dst-type", destination, notDestination);
        text.addIf((limits & LIMIT_IN) != 0, "--limit-iface-in", "")
                .addIf((limits & LIMIT_OUT) != 0, "--limit-iface-out", "");
        return new Condition(
                text.toString(),
                (packet, around) -> limits != 0
                        ? Truth.UNKNOWN
                        : truth(source, notSource, packet, around, Packet::source)
                                .and(truth(destination, notDestination, packet, around, Packet::destination)));
    }

    private static void option(Options text, String name, int types, boolean not) {
        if (types != 0) {
            text.add(not, name, names(types));
        }
    }

    private static String names(int types) {
        return IntStream.range(0, TYPES.size())
                .filter(i -> (types & 1 << i) != 0)
                .mapToObj(TYPES::get)
                .collect(Collectors.joining(","));
    }

    private static Truth truth(
            int types, boolean not, Packet packet, Surroundings around, Function<Packet, InetAddress> side) {
        if (types == 0) {
            return Truth.YES;
        }
        InetAddress address = side.apply(packet);
        if (around.local().test(address)) {
            return Truth.of((types & LOCAL) != 0).inverted(not);
        }
        if (address.isMulticastAddress()) {
            return Truth.of((types & MULTICAST) != 0).inverted(not);
        }
        // the address may be a broadcast address or one that a route refuses
        return ((types & ~(LOCAL | MULTICAST)) == 0 ? Truth.NO : Truth.UNKNOWN).inverted(not);
    }
}
