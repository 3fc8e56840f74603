package nsx.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import nsx.netlink.Ip;
import org.junit.jupiter.api.Test;

class DissectorTest {
    private static final String MACS = "020000000002" + "020000000001";
    private static final String IP4 = "4500002800004000400600000a0000010a000002";
    private static final String SYN = "9c40" + "0050" + "00000001" + "00000000" + "5002" + "faf0" + "00000000";
    private static final String ARP =
            MACS + "0806" + "0001080006040001" + "0200000000010a000001" + "0000000000000a000002";
    private static final String UDP6 =
            MACS + "86dd" + "60000000" + "000a" + "11" + "40" + "fd000000000000000000000000000001"
                    + "fd000000000000000000000000000002" + "0035" + "d431" + "000a" + "0000" + "6869";

    /** IPv6 with each of its extension headers. */
    private static final String EXTENDED = MACS + "8100000786dd" + "60000000" + "0028" + "00" + "40"
            + "fd000000000000000000000000000001" + "fd000000000000000000000000000002" + "2b00000000000000"
            + "3c00000000000000" + "2c00000000000000" + "1100000000000001" + "0035d43100080000";

    static final List<String> FRAMES = List.of(MACS + "0800" + IP4 + SYN, IP4 + SYN, ARP, UDP6, EXTENDED);

    @Test
    void arp() {
        assertEquals("02:00:00:00:00:01 > 02:00:00:00:00:02 ARP who has 10.0.0.2, tell 10.0.0.1", text(ARP));
        String reply = ARP.replace("0001080006040001", "0001080006040002");
        assertTrue(text(reply).endsWith("ARP 10.0.0.1 is at 02:00:00:00:00:01"));
    }

    @Test
    void tcp() {
        assertEquals("10.0.0.1:40000 > 10.0.0.2:80 TCP SYN seq 1 win 64240 length 0", text(MACS + "0800" + IP4 + SYN));
    }

    @Test
    void paddingIsNoPayload() {
        assertTrue(text(MACS + "0800" + IP4 + SYN + "000000000000").endsWith("length 0"));
    }

    @Test
    void vlanTags() {
        assertEquals(
                "10.0.0.1:40000 > 10.0.0.2:80 TCP vlan 5 vlan 10 SYN seq 1 win 64240 length 0",
                text(MACS + "88a80005" + "8100000a" + "0800" + IP4 + SYN));
    }

    @Test
    void udpOverIpv6AndItsExtensionHeaders() {
        assertEquals("[fd00::1]:53 > [fd00::2]:54321 UDP length 2", text(UDP6));
        String options = UDP6.replace("60000000000a11", "6000000000120" + "0")
                .replace("0035d431000a", "1100000000000000" + "0035d431000a");
        assertEquals("[fd00::1]:53 > [fd00::2]:54321 UDP length 2", text(options));
    }

    @Test
    void icmp() {
        String request = IP4.replace("0028", "001c").replace("4006", "4001") + "0800" + "0000" + "1234" + "0001";
        assertEquals("10.0.0.1 > 10.0.0.2 ICMP echo request id 4660 seq 1", text(MACS + "0800" + request));
        String unreachable = IP4.replace("4006", "4001") + "0303" + "0000" + "00000000";
        assertEquals("10.0.0.1 > 10.0.0.2 ICMP unreachable: port", text(MACS + "0800" + unreachable));
    }

    @Test
    void neighbourSolicitation() {
        String frame = MACS + "86dd" + "60000000" + "0018" + "3aff" + "fd000000000000000000000000000001"
                + "ff0200000000000000000001ff000002" + "87000000" + "00000000" + "fd000000000000000000000000000002";
        assertEquals("fd00::1 > ff02::1:ff00:2 ICMPv6 neighbour solicitation, who has fd00::2", text(frame));
    }

    @Test
    void aFragmentHasNoPorts() {
        String frame = MACS + "0800" + IP4.replace("4000400600", "00b9400600") + SYN;
        assertEquals("10.0.0.1 > 10.0.0.2 IP fragment at 1480, id 0, of TCP length 20, last", text(frame));
    }

    @Test
    void rawIp() {
        FrameSummary packet = Dissector.read(LinkType.RAW, HexFormat.of().parseHex(IP4 + SYN));
        assertEquals("10.0.0.1:40000", packet.from().text());
    }

    @Test
    void whateverOthersSendIsNoError() {
        byte[] whole = HexFormat.of().parseHex(UDP6);
        for (int length = 0; length < whole.length; length++) {
            assertNotNull(Dissector.read(LinkType.ETHERNET, Arrays.copyOf(whole, length)));
        }
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(80)];
            random.nextBytes(noise);
            if (noise.length > 14) {
                noise[12] = 8;
                noise[13] = 0;
            }
            assertNotNull(Dissector.read(LinkType.ETHERNET, noise).info());
        }
        assertEquals("10.0.0.1 > 10.0.0.2 IP cut short", text(MACS + "0800" + IP4 + "9c40"));
    }

    @Test
    void filters() {
        FrameSummary packet = Dissector.read(LinkType.ETHERNET, HexFormat.of().parseHex(MACS + "0800" + IP4 + SYN));
        assertTrue(FrameFilter.ALL.accepts(packet));
        assertTrue(filter("tcp", "10.0.0.2", 80).accepts(packet));
        assertFalse(filter("udp", "10.0.0.2", 80).accepts(packet));
        assertFalse(filter("tcp", "10.0.0.3", 80).accepts(packet));
        assertFalse(filter("tcp", "10.0.0.2", 81).accepts(packet));
    }

    private static FrameFilter filter(String protocol, String host, int port) {
        return new FrameFilter(Optional.of(protocol), Optional.of(Ip.parse(host)), OptionalInt.of(port));
    }

    private static String text(String hex) {
        FrameSummary packet = Dissector.read(LinkType.ETHERNET, HexFormat.of().parseHex(hex));
        return packet.text();
    }
}
