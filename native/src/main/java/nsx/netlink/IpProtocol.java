package nsx.netlink;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The IP protocols that nsx has names for (linux/in.h), which are the names of headers in nft(8). */
public final class IpProtocol {
    public static final int ICMP = 1;
    public static final int TCP = 6;
    public static final int UDP = 17;
    public static final int ICMPV6 = 58;

    private static final Map<String, Integer> NUMBERS = Map.ofEntries(
            Map.entry("icmp", ICMP),
            Map.entry("igmp", 2),
            Map.entry("tcp", TCP),
            Map.entry("udp", UDP),
            Map.entry("dccp", 33),
            Map.entry("gre", 47),
            Map.entry("esp", 50),
            Map.entry("ah", 51),
            Map.entry("icmpv6", ICMPV6),
            Map.entry("sctp", 132),
            Map.entry("udplite", 136));

    private static final Map<Integer, String> NAMES =
            NUMBERS.keySet().stream().collect(Collectors.toUnmodifiableMap(NUMBERS::get, Function.identity()));

    private IpProtocol() {}

    /** All names. */
    public static List<String> names() {
        return NUMBERS.keySet().stream().sorted().toList();
    }

    /** The name of a protocol; empty for one without a name here. */
    public static Optional<String> find(int number) {
        return Optional.ofNullable(NAMES.get(number));
    }

    /** The name of a protocol, or its number as text. */
    public static String name(int number) {
        return find(number).orElse(Integer.toString(number));
    }

    /** The name in protocols(5), which iptables(8) and {@code meta l4proto} of nft(8) use, or the number as text. */
    public static String systemName(int number) {
        return number == ICMPV6 ? "ipv6-icmp" : name(number);
    }

    /** The number of a named protocol; empty for an unknown name. */
    public static Optional<Integer> find(String name) {
        return Optional.ofNullable(NUMBERS.get(name));
    }

    /**
     * The number of a named protocol.
     *
     * @throws IllegalArgumentException for an unknown name
     */
    public static int number(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("unknown protocol " + name));
    }
}
