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

    private static final Set<String> FAMILIES = Set.of("meta nfproto", "meta protocol", "ether type", "vlan type");

    /** How fields of extension headers of IPv6 begin. */
    private static final String EXTENSIONS = "exthdr |frag |hbh |dst |mh |srh |rt (nexthdr|hdrlength|type|seg-left)";
    /** The fields of ICMP that only one type of messages has. */
    private static final Map<String, String> MESSAGES = Map.of(
            "icmp mtu", "icmp type destination-unreachable",
            "icmp gateway", "icmp type redirect",
            "icmpv6 mtu", "icmpv6 type packet-too-big",
            "icmpv6 parameter-problem", "icmpv6 type parameter-problem",
            "icmpv6 max-delay", "icmpv6 type mld-listener-query");

    private final int family;
    private final List<String> words = new ArrayList<>();
    private String transport = "th";
    /** The comparison with {@link #transport}. */
    private String transportWords = "";
    /** Whether a field said that packets are of IPv4, of IPv6, or frames. */
    private boolean four;

    private boolean six;
    private boolean ether;
    private Optional<Least> least = Optional.empty();

    /** @param family the number of the table's family */
    RuleWords(int family) {
        this.family = family;
    }

    void add(String text) {
        words.add(text);
    }

    /** Adds a comparison with the least value of a range, which the next comparison may close. */
    void addLeast(String text, Loaded field, byte[] value) {
        words.add(text);
        least = Optional.of(new Least(words.size(), field.expression(), value));
    }

    /**
     * Makes a range of the comparison with its first value, which was added last.
     *
     * @return whether that is what was added last
     */
    boolean closeRange(Loaded field, byte[] last) {
        Optional<Least> open =
                least.filter(l -> l.size() == words.size() && l.field().equals(field.expression()));
        open.ifPresent(l -> words.set(words.size() - 1, field.within("==", l.value(), last)));
        return open.isPresent();
    }

    /** A comparison with the least value of a range, and the number of words with it. */
    private record Least(int size, String field, byte[] value) {}

    @Override
    public String toString() {
        return String.join(" ", words);
    }

    /** The bytes of a packet that an expression loads or sets. */
    PacketFields.Place place(Attributes data) {
        int offset = data.integer("NFTA_PAYLOAD_OFFSET", -1);
        int length = data.integer("NFTA_PAYLOAD_LEN", -1);
        return switch (data.string("NFTA_PAYLOAD_BASE", "")) {
            case "network" ->
                new PacketFields.Place(
                        isFour() ? "ip" : isSix() ? "ip6" : isArp() ? "arp" : "nh", "nh", offset, length);
            case "transport" -> new PacketFields.Place(transport, "th", message(), offset, length);
            case "link" ->
                new PacketFields.Place(!isEther() ? "ll" : offset < 14 ? "ether" : "vlan", "ll", offset, length);
            case "inner" -> new PacketFields.Place("ih", "ih", offset, length);
            default -> new PacketFields.Place("", "", -1, -1);
        };
    }

    /** The last comparison with the type of an ICMP message, without the word type; empty without one. */
    private String message() {
        String start = transport + " type ";
        return words.stream()
                .filter(w -> w.startsWith(start))
                .reduce((first, last) -> last)
                .map(w -> transport + " " + w.substring(start.length()))
                .orElse("");
    }

    /** Whether the words say that packets are of IPv4. */
    boolean isFour() {
        return four || family == Ip.AF_INET || begins("ip ", "icmp ") || says(" ip", " ipv4");
    }

    /** Whether the words say that packets are of IPv6. */
    boolean isSix() {
        return six || family == Ip.AF_INET6 || begins("ip6 ", "icmpv6 ") || says(" ip6", " ipv6");
    }

    private boolean isArp() {
        return family == Nftables.ARP || begins("arp ") || says(" arp");
    }

    private boolean isEther() {
        return ether || family == Nftables.BRIDGE || words.contains(ETHERNET) || begins("ether ", "vlan ");
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
        four |= leaveOut(field, "ip |icmp ", Set.of("ipv4", "ip"));
        six |= leaveOut(field, "ip6 |icmpv6 |" + EXTENSIONS, Set.of("ipv6", "ip6"));
        leaveOut(field, "arp ", Set.of("arp"));
        if (has(field, "ether |vlan ")) {
            words.remove(ETHERNET);
            ether = true;
        }
        if (has(field, "vlan ") && !field.equals("vlan type")) {
            words.remove("ether type 8021q");
        }
        if (has(field, transport + " ") && !(field.equals("tcp ") && saysTransport())) {
            words.remove(transportWords);
        }
        MESSAGES.forEach((part, type) -> {
            if (has(field, part)) {
                words.remove(type);
            }
        });
    }

    /** Whether a field of IP says the protocol above it too; nft(8) then leaves both. */
    private boolean saysTransport() {
        return words.contains("ip6 nexthdr " + transport) || words.contains("ip protocol " + transport);
    }

    private boolean leaveOut(String field, String fields, Set<String> protocols) {
        boolean implied = has(field, fields);
        if (implied) {
            FAMILIES.forEach(f -> protocols.forEach(p -> words.remove(f + " " + p)));
        }
        return implied;
    }

    /** Whether a field, or one within it, begins so; the addresses of ct are not those of the packet. */
    private static boolean has(String field, String starts) {
        return !field.startsWith("ct ")
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
        if (operator.equals(">=")) {
            addLeast(text, field, value);
            return;
        }
        transport = equal ? name.orElse("") : "th";
        transportWords = text;
        words.add(text);
    }

    /** Adds the comparison with the protocol above IP again if only a field behind it implied it. */
    void sayTransport() {
        if (!transportWords.isEmpty() && !words.contains(transportWords) && !begins(transport + " ")) {
            words.add(transportWords);
        }
    }

    /** Knows of a comparison of a field of IP with the protocol above it. */
    void carries(Loaded field, byte[] value) {
        if (value.length == 1 && Set.of("ip protocol", "ip6 nexthdr").contains(field.field()) && !field.isMasked()) {
            int number = Byte.toUnsignedInt(value[0]);
            transport = Optional.ofNullable(MORE_PROTOCOLS.get(number))
                    .or(() -> IpProtocol.find(number))
                    .orElse("th");
        }
    }
}
