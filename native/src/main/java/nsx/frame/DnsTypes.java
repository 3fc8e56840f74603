package nsx.frame;

import java.util.Map;

/** The types of records of DNS, and what they hold. */
final class DnsTypes {
    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(1, "A"),
            Map.entry(2, "NS"),
            Map.entry(5, "CNAME"),
            Map.entry(6, "SOA"),
            Map.entry(12, "PTR"),
            Map.entry(13, "HINFO"),
            Map.entry(15, "MX"),
            Map.entry(16, "TXT"),
            Map.entry(28, "AAAA"),
            Map.entry(33, "SRV"),
            Map.entry(35, "NAPTR"),
            Map.entry(39, "DNAME"),
            Map.entry(41, "OPT"),
            Map.entry(43, "DS"),
            Map.entry(46, "RRSIG"),
            Map.entry(47, "NSEC"),
            Map.entry(48, "DNSKEY"),
            Map.entry(52, "TLSA"),
            Map.entry(64, "SVCB"),
            Map.entry(65, "HTTPS"),
            Map.entry(251, "IXFR"),
            Map.entry(252, "AXFR"),
            Map.entry(255, "ANY"),
            Map.entry(257, "CAA"));

    private DnsTypes() {}

    static String name(int type) {
        return NAMES.getOrDefault(type, "TYPE" + type);
    }

    /** Addresses as they are; other records with their type. */
    static String record(int type, Bytes in, DnsNames names) {
        return switch (type) {
            case 1 -> in.ip4();
            case 28 -> in.ip6();
            case 2, 5, 12, 39 -> name(type) + " " + names.read(in);
            case 6 -> "SOA " + names.read(in) + " " + names.read(in) + " serial " + in.u32();
            case 15 -> "MX " + in.u16() + " " + names.read(in);
            case 16 -> texts(in);
            case 33 -> {
                in.skip(4);
                int port = in.u16();
                yield "SRV " + names.read(in) + ":" + port;
            }
            case 64, 65 -> name(type) + " " + in.u16() + " " + names.read(in);
            case 257 -> "CAA " + in.u8() + " " + in.text(in.u8()) + " \"" + in.text(in.left()) + "\"";
            default -> name(type);
        };
    }

    /** All texts of a record, which are one text of whoever reads them. */
    private static String texts(Bytes in) {
        StringBuilder texts = new StringBuilder("TXT");
        while (in.has(1)) {
            texts.append(" \"").append(in.text(in.u8())).append('"');
        }
        return texts.toString();
    }
}
