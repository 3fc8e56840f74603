package nsx.xtables;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import nsx.filter.Packet;
import nsx.filter.Surroundings;
import nsx.netlink.Ip;
import nsx.test.Mutations;
import org.junit.jupiter.api.Test;

/** Tables whose bytes make no sense. */
class DamagedTablesTest {
    private static final int INFO = 84;
    private static final int HEAD = 40;
    private static final Surroundings AROUND = new Surroundings(Ip.parse("10.0.0.12")::equals, false);
    private static final Packet PACKET = new Packet(
            Ip.parse("10.0.0.11"),
            Ip.parse("10.0.0.12"),
            6,
            0,
            80,
            false,
            new Packet.Device(2, "br0"),
            new Packet.Device(3, "uplink"));

    @Test
    void areReadOrACodecException() {
        List<byte[]> samples = Stream.of("ipv4-filter", "ipv4-nat", "ipv6-filter", "ipv6-nat")
                .map(XtablesTableTest::bytes)
                .toList();
        Mutations.read("xtables", samples, bytes -> {
            Mutations.any(bytes, b -> read(TableFamily.IPV4, b), b -> read(TableFamily.IPV6, b));
        });
    }

    private static void read(TableFamily family, byte[] bytes) {
        byte[] info = Arrays.copyOf(bytes, INFO);
        byte[] entries = Arrays.copyOfRange(bytes, Math.min(INFO + HEAD, bytes.length), bytes.length);
        XtablesTable.parse(family, info, entries, SetNames.NONE).chains().stream()
                .flatMap(chain -> chain.rules().stream())
                .forEach(rule -> {
                    rule.line();
                    rule.match(PACKET, AROUND);
                });
    }
}
