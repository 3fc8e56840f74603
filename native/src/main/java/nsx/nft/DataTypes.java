package nsx.nft;

import static java.util.Map.entry;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import nsx.netlink.IpProtocol;

/** The types of nft(8) by their numbers in datatype.h of nftables, with the names of their values. */
final class DataTypes {
    private static final List<String> DAYS =
            List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");
    /** The packet types PACKET_*, from 0 on. */
    private static final List<String> PACKETS = List.of("host", "broadcast", "multicast", "other");
    /** The route types RTN_*, from 0 on. */
    private static final List<String> ROUTES = List.of(
            "unspec", "unicast", "local", "broadcast", "anycast", "multicast", "blackhole", "unreachable", "prohibit");
    /** The code points of differentiated services. */
    private static final Map<Integer, String> SERVICES = Map.ofEntries(
            entry(0x00, "cs0"),
            entry(0x08, "cs1"),
            entry(0x10, "cs2"),
            entry(0x18, "cs3"),
            entry(0x20, "cs4"),
            entry(0x28, "cs5"),
            entry(0x30, "cs6"),
            entry(0x38, "cs7"),
            entry(0x01, "lephb"),
            entry(0x0a, "af11"),
            entry(0x0c, "af12"),
            entry(0x0e, "af13"),
            entry(0x12, "af21"),
            entry(0x14, "af22"),
            entry(0x16, "af23"),
            entry(0x1a, "af31"),
            entry(0x1c, "af32"),
            entry(0x1e, "af33"),
            entry(0x22, "af41"),
            entry(0x24, "af42"),
            entry(0x26, "af43"),
            entry(0x2c, "va"),
            entry(0x2e, "ef"));
    /** The states of connections, from the lowest bit on. */
    private static final String[] STATES = {"invalid", "established", "related", "new", "", "", "untracked"};

    private static final String[] STATUSES = {
        "expected", "seen-reply", "assured", "confirmed", "snat", "dnat", "", "", "", "dying"
    };
    /** The events of connections (enum ip_conntrack_events), from the lowest bit on. */
    private static final String[] EVENTS = {
        "new", "related", "destroy", "reply", "assured", "protoinfo", "helper", "mark", "seqadj", "secmark", "label"
    };

    private static final Map<Integer, String> FRAMES =
            Map.of(0x800, "ip", 0x806, "arp", 0x86dd, "ip6", 0x8100, "8021q", 0x88a8, "8021ad");
    private static final Map<Integer, String> ARP =
            Map.of(1, "request", 2, "reply", 3, "rrequest", 4, "rreply", 8, "inrequest", 9, "inreply", 10, "nak");
    private static final List<String> DCCP =
            List.of("request", "response", "data", "ack", "dataack", "closereq", "close", "reset", "sync", "syncack");
    /** The types of messages of mobile IPv6, from 0 on. */
    private static final List<String> MOBILITY = List.of(
            "binding-refresh-request",
            "home-test-init",
            "careof-test-init",
            "home-test",
            "careof-test",
            "binding-update",
            "binding-acknowledgement",
            "binding-error",
            "fast-binding-update",
            "fast-binding-acknowledgement",
            "fast-binding-advertisement",
            "experimental-mobility-header",
            "home-agent-switch-message");

    private static final Map<Integer, String> IGMP = Map.of(
            0x11,
            "membership-query",
            0x12,
            "membership-report-v1",
            0x16,
            "membership-report-v2",
            0x22,
            "membership-report-v3",
            0x17,
            "leave-group");
    /** The kinds of hardware ARPHRD_*. */
    private static final Map<Integer, String> HARDWARE =
            Map.of(1, "ether", 512, "ppp", 768, "ipip", 769, "ipip6", 772, "loopback", 776, "sit", 778, "ipgre");

    static final Map<Integer, DataType> ALL = Map.ofEntries(
            entry(2, DataType.named("nf_proto", 1, in(Map.of(2, "ipv4", 10, "ipv6")))),
            entry(4, DataType.number("integer", 0, false)),
            entry(5, new DataType("string", 0, true, DataType::device)),
            entry(6, new DataType("ll_addr", 0, false, DataType::mac)),
            entry(7, new DataType("ipv4_addr", 4, false, DataType::address)),
            entry(8, new DataType("ipv6_addr", 16, false, DataType::address)),
            entry(9, new DataType("ether_addr", 6, false, DataType::mac)),
            entry(10, DataType.named("ether_type", 2, n -> FRAMES.getOrDefault(n, String.format("0x%04x", n)))),
            entry(11, DataType.named("arp_op", 2, in(ARP))),
            entry(12, DataType.named("inet_proto", 1, IpProtocol::systemName)),
            entry(13, DataType.number("inet_service", 2, false)),
            entry(14, DataType.named("icmp_type", 1, in(IcmpNames.V4))),
            entry(15, DataType.flags("tcp_flag", 1, false, "fin", "syn", "rst", "psh", "ack", "urg", "ecn", "cwr")),
            entry(16, DataType.named("dccp_pkttype", 1, from(DCCP))),
            entry(17, DataType.named("mh_type", 1, from(MOBILITY))),
            entry(18, new DataType("time", 4, true, bytes -> TimeText.duration(new BigInteger(1, bytes).longValue()))),
            entry(19, new DataType("mark", 4, true, DataType::hex32)),
            entry(20, new DataType("iface_index", 4, true, bytes -> index(new BigInteger(1, bytes).intValue()))),
            entry(21, ofHost(DataType.named("iface_type", 2, in(HARDWARE)))),
            entry(22, DataType.number("realm", 4, true)),
            entry(23, new DataType("classid", 4, true, bytes -> trafficClass(new BigInteger(1, bytes).intValue()))),
            entry(24, DataType.number("uid", 4, true)),
            entry(25, DataType.number("gid", 4, true)),
            entry(26, DataType.flags("ct_state", 4, true, STATES)),
            entry(27, DataType.named("ct_dir", 1, n -> n == 0 ? "original" : n == 1 ? "reply" : "" + n)),
            entry(28, DataType.flags("ct_status", 4, true, STATUSES)),
            entry(29, DataType.named("icmpv6_type", 1, in(IcmpNames.V6))),
            entry(30, new DataType("ct_label", 16, true, bytes -> label(new BigInteger(1, bytes)))),
            entry(31, DataType.named("pkt_type", 1, from(PACKETS))),
            entry(32, DataType.named("icmp_code", 1, in(IcmpNames.CODES_V4))),
            entry(33, DataType.named("icmpv6_code", 1, in(IcmpNames.CODES_V6))),
            entry(35, ofHost(DataType.named("devgroup", 4, n -> n == 0 ? "\"default\"" : "" + n))),
            entry(36, DataType.named("dscp", 1, n -> SERVICES.getOrDefault(n, String.format("0x%02x", n)))),
            entry(37, DataType.named("ecn", 1, from(List.of("not-ect", "ect1", "ect0", "ce")))),
            entry(38, ofHost(DataType.named("fib_addrtype", 4, from(ROUTES)))),
            entry(39, DataType.PRESENCE),
            entry(40, DataType.flags("ct_event", 4, true, EVENTS)),
            entry(41, new DataType("ifname", 16, true, DataType::device)),
            entry(42, DataType.named("igmp_type", 1, in(IGMP))),
            entry(43, new DataType("time", 8, true, bytes -> TimeText.date(new BigInteger(1, bytes).longValue()))),
            entry(44, new DataType("hour", 4, true, bytes -> TimeText.hour(new BigInteger(1, bytes).longValue()))),
            entry(45, DataType.named("day", 1, n -> n >= 0 && n < DAYS.size() ? '"' + DAYS.get(n) + '"' : "" + n)));

    private DataTypes() {}

    /** A number in the byte order of the host. */
    static int ofHost(byte[] bytes) {
        return bytes.length == 0 ? 0 : new BigInteger(1, DataType.reversed(bytes)).intValue();
    }

    private static IntFunction<String> in(Map<Integer, String> names) {
        return number -> names.getOrDefault(number, Integer.toString(number));
    }

    private static IntFunction<String> from(List<String> names) {
        return number -> number >= 0 && number < names.size() ? names.get(number) : Integer.toString(number);
    }

    private static DataType ofHost(DataType type) {
        return new DataType(type.name(), type.length(), true, type.text());
    }

    /** The index of a device. Only that of the loopback device is the same everywhere; 0 is none. */
    private static String index(int index) {
        return index == 1 ? "\"lo\"" : index == 0 ? "0" : RuleText.MORE;
    }

    /** A class of a qdisc (TC_H_*). */
    private static String trafficClass(int number) {
        return number == 0 ? "none" : number == -1 ? "root" : String.format("%x:%x", number >>> 16, number & 0xffff);
    }

    /** The label of a connection, which is one bit. */
    private static String label(BigInteger bits) {
        return bits.bitCount() == 1 ? Integer.toString(bits.getLowestSetBit()) : RuleText.MORE;
    }
}
