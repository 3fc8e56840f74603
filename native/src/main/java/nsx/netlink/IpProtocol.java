package nsx.netlink;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The protocols in packets of IP that have a name here (linux/in.h), named as nft(8) names their headers. */
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

    /** The number of a protocol that has a name here; empty for any other name. */
    public static Optional<Integer> find(String name) {
        return Optional.ofNullable(NUMBERS.get(name));
    }

    /** @throws IllegalArgumentException for a name that is not here */
    public static int number(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("unknown protocol " + name));
    }
}
