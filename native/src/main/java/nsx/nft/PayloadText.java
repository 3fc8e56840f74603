package nsx.nft;

import java.util.Map;
import nsx.netlink.Attributes;

/**
 * Names the fields of a packet in the words of nft(8) by their offset.
 *
 * @param four whether the packet is IPv4
 * @param six whether the packet is IPv6; if both are false, either is possible
 * @param transport the protocol above IP, {@code th} if the rule does not name one
 */
record PayloadText(boolean four, boolean six, String transport) {
    /** The fields of the IPv4 header by offset and length in bytes. */
    private static final Map<String, String> IP4 =
            Map.of("12/4", "ip saddr", "16/4", "ip daddr", "9/1", "ip protocol", "8/1", "ip ttl");

    private static final Map<String, String> IP6 =
            Map.of("8/16", "ip6 saddr", "24/16", "ip6 daddr", "6/1", "ip6 nexthdr", "7/1", "ip6 hoplimit");

    private static final String OTHER = "@nh " + RuleText.MORE;

    String text(Attributes data) {
        String place = data.integer("NFTA_PAYLOAD_OFFSET", -1) + "/" + data.integer("NFTA_PAYLOAD_LEN", -1);
        String base = data.string("NFTA_PAYLOAD_BASE", "");
        if (base.equals("network")) {
            return four
                    ? IP4.getOrDefault(place, network(data))
                    : six
                            ? IP6.getOrDefault(place, network(data))
                            : IP4.getOrDefault(place, IP6.getOrDefault(place, network(data)));
        }
        if (!base.equals("transport")) {
            return "@ll " + RuleText.MORE;
        }
        return switch (place) {
            case "0/2" -> transport + " sport";
            case "2/2" -> transport + " dport";
            case "0/1" -> transport.startsWith("icmp") ? transport + " type" : "@th " + RuleText.MORE;
            default -> "@th " + RuleText.MORE;
        };
    }

    /**
     * The text of a network whose length is a whole number of bytes: the rule compares only those bytes of the
     * address.
     */
    private static String network(Attributes data) {
        int length = data.integer("NFTA_PAYLOAD_LEN", 0);
        return switch (data.integer("NFTA_PAYLOAD_OFFSET", -1)) {
            case 12 -> length < 4 ? "ip saddr" : OTHER;
            case 16 -> length < 4 ? "ip daddr" : OTHER;
            case 8 -> length < 16 ? "ip6 saddr" : OTHER;
            case 24 -> length < 16 ? "ip6 daddr" : OTHER;
            default -> OTHER;
        };
    }
}
