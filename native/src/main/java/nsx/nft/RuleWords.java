package nsx.nft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import nsx.netlink.Attributes;
import nsx.netlink.Ip;
import nsx.netlink.IpProtocol;

/**
 * The words of a rule while it is written. They say of which protocols its packets are. nft(8) leaves out the words that
 * a field after them implies.
 */
final class RuleWords {
    private static final String ETHERNET = "meta iiftype ether";

    /** The protocols whose headers nsx has words for, by number, beside those of {@link IpProtocol}. */
    private static final Map<Integer, String> MORE_PROTOCOLS =
            Map.of(33, "dccp", 50, "esp", 51, "ah", 108, "comp", 132, "sctp", 136, "udplite");

    private static final Set<String> FAMILIES = Set.of("meta nfproto", "meta protocol", "ether type");

    private final int family;
    private final List<String> words = new ArrayList<>();
    private String transport = "th";
    /** The comparison with {@link #transport}. */
    private String transportWords = "";

    /** @param family the number of the table's family */
    RuleWords(int family) {
        this.family = family;
    }

    void add(String text) {
        words.add(text);
    }

    /**
     * Makes a range of the comparison with its first value, which was added last.
     *
     * @return whether that is what was added last
     */
    boolean closeRange(String field, String last) {
        String least = field + " >= ";
        String text = words.isEmpty() ? "" : words.get(words.size() - 1);
        if (!text.startsWith(least)) {
            return false;
        }
        words.set(words.size() - 1, field + " " + text.substring(least.length()) + "-" + last);
        return true;
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }

    /** The bytes of a packet that an expression loads or sets. */
    PacketFields.Place place(Attributes data) {
        String header = switch (data.string("NFTA_PAYLOAD_BASE", "")) {
            case "network" -> isFour() ? "ip" : isSix() ? "ip6" : isArp() ? "arp" : "nh";
            case "transport" -> transport;
            case "link" -> !isEther() ? "ll" : data.integer("NFTA_PAYLOAD_OFFSET", 0) < 14 ? "ether" : "vlan";
            default -> "";
        };
        return new PacketFields.Place(
                header, data.integer("NFTA_PAYLOAD_OFFSET", -1), data.integer("NFTA_PAYLOAD_LEN", -1));
    }

    /** Whether the words say that packets are of IPv4. */
    boolean isFour() {
        return family == Ip.AF_INET || begins("ip ", "icmp ") || says(" ip", " ipv4");
    }

    /** Whether the words say that packets are of IPv6. */
    boolean isSix() {
        return family == Ip.AF_INET6 || begins("ip6 ", "icmpv6 ") || says(" ip6", " ipv6");
    }

    private boolean isArp() {
        return family == Nftables.ARP || begins("arp ") || says(" arp");
    }

    private boolean isEther() {
        return family == Nftables.BRIDGE || words.contains(ETHERNET) || begins("ether ", "vlan ");
    }

    private boolean begins(String... starts) {
        return words.stream().anyMatch(w -> Arrays.stream(starts).anyMatch(w::startsWith));
    }

    /** Whether a comparison says the protocol of the network. */
    private boolean says(String... ends) {
        return words.stream()
                .anyMatch(w ->
                        FAMILIES.stream().anyMatch(f -> Arrays.stream(ends).anyMatch(e -> w.equals(f + e))));
    }

    /**
     * Removes the comparisons of family and protocol that a field implies, as nft(8) does.
     *
     * @param field the field in words, which may have another one within
     */
    void leaveOutImplied(String field) {
        leaveOut(field, "ip |icmp ", Set.of("ipv4", "ip"));
        leaveOut(field, "ip6 |icmpv6 ", Set.of("ipv6", "ip6"));
        leaveOut(field, "arp ", Set.of("arp"));
        if (has(field, "ether |vlan ")) {
            words.remove(ETHERNET);
        }
        if (has(field, "vlan ")) {
            words.remove("ether type 8021q");
        }
        if (has(field, transport + " ")) {
            words.remove(transportWords);
        }
    }

    private void leaveOut(String field, String fields, Set<String> protocols) {
        if (has(field, fields)) {
            FAMILIES.forEach(f -> protocols.forEach(p -> words.remove(f + " " + p)));
        }
    }

    /** Whether a field, or one within it, begins so; the addresses of ct are not those of the packet. */
    private static boolean has(String field, String starts) {
        return !field.startsWith("ct ")
                && !field.startsWith("rt ")
                && Pattern.compile("(^|jhash |\\. )(" + starts + ")")
                        .matcher(field)
                        .find();
    }

    /** Adds a comparison with a protocol above IP. */
    void protocol(Loaded field, byte[] value, String operator) {
        int number = Byte.toUnsignedInt(value[0]);
        boolean equal = operator.equals("==");
        Optional<String> name = Optional.ofNullable(MORE_PROTOCOLS.get(number)).or(() -> IpProtocol.find(number));
        String text = "meta l4proto" + Loaded.operator(operator)
                + (MORE_PROTOCOLS.containsKey(number) ? MORE_PROTOCOLS.get(number) : field.value(value));
        transport = equal ? name.orElse("") : "th";
        transportWords = text;
        words.add(text);
    }
}
