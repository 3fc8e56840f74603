package nsx.nft;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.netlink.Attributes;
import nsx.netlink.CodecException;

/**
 * A set or map without a name, which belongs to the only rule that uses it.
 *
 * @param set without its elements
 * @param parts the elements as the kernel lists them
 */
record AnonymousSet(NftSet set, List<Attributes> parts) {
    /** The types whose values nft(8) writes without asking the files of the machine or its devices. */
    private static final Set<String> PLAIN = Set.of(
            "ipv4_addr",
            "ipv6_addr",
            "inet_proto",
            "inet_service",
            "icmp_type",
            "icmpv6_type",
            "mark",
            "uid",
            "gid",
            "ct_state",
            "ifname",
            "nf_proto",
            "ether_type",
            "ether_addr",
            "arp_op",
            "tcp_flag",
            "ct_dir",
            "ct_status",
            "pkt_type",
            "icmp_code",
            "icmpv6_code",
            "fib_addrtype",
            "day",
            "verdict",
            "integer");

    /**
     * The elements in the words of nft(8): {@code { 22, 80-90 }}; empty if one of them cannot be written.
     *
     * @param fields the number of fields that are looked up
     */
    Optional<String> text(int fields) {
        List<DataType> types = set.keyTypes();
        try {
            boolean known = types.size() == fields
                    && Stream.concat(types.stream(), set.dataTypes().stream()).allMatch(t -> PLAIN.contains(t.name()))
                    && NftSet.listed(parts).noneMatch(e -> Sets.isConditional(e, "NFTA_SET_ELEM"));
            return known
                    ? Optional.of(set.decode(parts).stream()
                            .map(AnonymousSet::text)
                            .collect(Collectors.joining(", ", "{ ", " }")))
                    : Optional.empty();
        } catch (CodecException e) {
            return Optional.empty();
        }
    }

    private static String text(NftElement element) {
        return element.key()
                + (element.counter().isPresent() ? " counter" : "")
                + element.comment().map(c -> " comment \"" + c + '"').orElse("")
                + element.data().map(d -> " : " + d).orElse("");
    }
}
