package nsx.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import nsx.netlink.Ip;
import org.junit.jupiter.api.Test;

/** What others send may be made to deceive. */
class UntrustedTest {
    private static final String DNS = "0001" + "0100" + "0001" + "0000" + "0000" + "0000";

    private static FrameSummary udp(int port, byte[] payload) {
        byte[] head = HexFormat.of().parseHex("4500000000000000401100000a0000010a0000020000" + "0000" + "00000000");
        head[22] = (byte) (port >> 8);
        head[23] = (byte) port;
        head[24] = (byte) (payload.length + 8 >> 8);
        head[25] = (byte) (payload.length + 8);
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.writeBytes(head);
        packet.writeBytes(payload);
        return Dissector.read(LinkType.RAW, packet.toByteArray());
    }

    private static FrameSummary dns(String name) {
        return udp(53, HexFormat.of().parseHex(DNS + name + "00010001"));
    }

    @Test
    void namesThatGoInCirclesAreNotRead() {
        assertEquals("DNS", dns("0161" + "00").protocol());
        for (String circle : new String[] {"c00c", "0161c00c", "c00e" + "c00c", "c0ff"}) {
            assertEquals("UDP", dns(circle).protocol(), circle);
        }
    }

    @Test
    void aQuestionThatIsCutIsStillOfDns() {
        byte[] whole = HexFormat.of().parseHex(DNS + "037777770161" + "00" + "00010001");
        for (int length = 12; length < whole.length; length++) {
            FrameSummary cut = udp(53, Arrays.copyOf(whole, length));
            assertEquals("DNS query 1 cut short", cut.protocol() + " " + cut.info());
        }
        whole[2] = (byte) 0x81;
        whole[3] = (byte) 0x83;
        assertEquals(
                "answer 1: NXDomain cut short",
                udp(53, Arrays.copyOf(whole, 15)).info());
    }

    /** A router advertisement with the domains to search, and the MTU after them. */
    private static String advertised(String domains) {
        String head = "6000000000303aff" + "fe80" + "00".repeat(13) + "01" + "fe80" + "00".repeat(13) + "02";
        String advertisement = "86000000" + "40000708" + "00000000" + "00000000";
        String search = "1f03" + "0000" + "00000e10" + domains;
        byte[] packet = HexFormat.of().parseHex(head + advertisement + search + "0501" + "0000" + "00000578");
        return Dissector.read(LinkType.RAW, packet).info();
    }

    @Test
    void aBadDomainDoesNotHideTheOtherOptions() {
        String before = "router advertisement, lifetime 1800s";
        assertEquals(before + ", search a.b, search c, mtu 1400", advertised("0161016200" + "016300" + "00".repeat(8)));
        assertEquals(before + ", search a, bad search, mtu 1400", advertised("016100" + "3f" + "61".repeat(12)));
        assertEquals(before + ", bad search, mtu 1400", advertised("c000" + "00".repeat(14)));
    }

    @Test
    void controlCharactersAreQuestionMarks() {
        assertEquals("query 1 A ?[2Ja?", dns("061b5b324a6107" + "00").info());
        String request = "GET /\u001b[2J\u00e9 HTTP/1.1\r\n";
        FrameSummary http = Dissector.read(LinkType.RAW, tcp(request.getBytes(StandardCharsets.ISO_8859_1)));
        assertTrue(http.info().endsWith(": HTTP GET /"), http.info());
    }

    @Test
    void linesAreOfLimitedLength() {
        String labels = ("3f" + "61".repeat(63)).repeat(3);
        assertTrue(dns(labels + "00").info().length() <= 503);
        String tags = "81000001".repeat(5000);
        String frame = "020000000002" + "020000000001" + tags + "88b5" + "00";
        FrameSummary tagged = Dissector.read(LinkType.ETHERNET, HexFormat.of().parseHex(frame));
        assertEquals("vlan 1 ".repeat(8) + "length 1", tagged.info());
    }

    private static byte[] tcp(byte[] payload) {
        byte[] head = HexFormat.of()
                .parseHex("4500000000000000400600000a0000010a000002" + "9c400050" + "0000000100000001" + "50180040"
                        + "00000000");
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.writeBytes(head);
        packet.writeBytes(payload);
        return packet.toByteArray();
    }

    private static FrameFilter filter(String protocol, String host, int port) {
        Optional<InetAddress> address = Optional.ofNullable(host).map(Ip::parse);
        return new FrameFilter(
                Optional.ofNullable(protocol), address, port == 0 ? OptionalInt.empty() : OptionalInt.of(port));
    }

    @Test
    void aFilterAlsoFindsWhatATunnelCarries() {
        FrameSummary vxlan = Samples.all().stream()
                .filter(s -> s.nsx().contains("VXLAN vni 42: 192.168.0.1"))
                .map(s -> Dissector.read(LinkType.ETHERNET, s.frame()))
                .findFirst()
                .orElseThrow();
        assertTrue(filter("udp", "10.0.0.1", 4789).accepts(vxlan));
        assertTrue(filter("vxlan", null, 0).accepts(vxlan));
        assertTrue(filter("icmp", "192.168.0.2", 0).accepts(vxlan));
        assertFalse(filter("icmp", "10.0.0.1", 0).accepts(vxlan), "one packet has all of it");
        assertFalse(filter("tcp", null, 0).accepts(vxlan));
        assertTrue(filter("http", null, 80)
                .accepts(Dissector.read(LinkType.RAW, tcp("GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII)))));
    }
}
