package nsx.conntrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import nsx.netlink.CodecException;
import nsx.netlink.Ip;
import nsx.netlink.Message;
import org.junit.jupiter.api.Test;

/** Messages as a kernel 6.18 on x86-64 sent them. */
class ConntrackTest {
    /** A ping whose connection has mark 7. */
    private static final String PING = """
            b40000000001020001000000d1000000020000003c00018014000180080001000a000001080002000a0000022400028005000100010000000600
            040000cf0000050005000800000005000600000000003c00028014000180080001000a000002080002000a00000124000280050001000100000006
            00040000cf000005000500000000000500060000000000080003000000018a080008000000000708000c00b6f5c3f708000b0000000001080007
            000000001d""";
    /** 10.0.0.1:5060 to 10.0.0.9:53, translated to 10.0.0.2:5353, which has not answered. */
    private static final String TRANSLATED = """
            a40000000001020001000000d1000000020000003400018014000180080001000a000001080002000a0000091c00028005000100110000000600
            020013c4000006000300003500003400028014000180080001000a000002080002000a0000011c00028005000100110000000600020014e90000
            0600030013c4000008000300000001a8080008000000000008000c008aaad0ba08000b0000000001080007000000001b""";
    /** One of TCP over IPv6 that ended a moment ago. */
    private static final String ENDED = """
            040100000001020001000000d10000000a0000004c0001802c00018014000300fd00000000000000000000000000000114000400fd0000000000
            000000000000000000021c000280050001000600000006000200b142000006000300005000004c0002802c00018014000300fd00000000000000
            000000000000000214000400fd0000000000000000000000000000011c0002800500010006000000060002000050000006000300b14200000800
            03000000018e080008000000000708000c0098b7dcaa08000b00000000010800070000000077300004802c000180050001000700000005000200
            0a000000050003000a00000006000400270000000600050023000000""";

    /** One of SCTP. */
    private static final String SCTP = """
            e0000000000102000100000028000000020000003400018014000180080001000a000001080002000a0000021c00028005000100840000000600
            020003e8000006000300006300003400028014000180080001000a000002080002000a0000011c00028005000100840000000600020000630000
            0600030003e800000800030000000008080008000000000008000c00375b5fe708000b0000000001080007000000012b200004801c0003800500
            010004000000080002000100000008000300020000001c001880080001000000000008000200000000000800030000000000""";
    /** Its first packets are looked up in zone 6, the answers in zone 0. */
    private static final String ZONED = """
            c8000000000102000100000028000000020000003c00018014000180080001000a000001080002000a0000021c00028005000100110000000600
            020003ed0000060003000035000006000300000600003400028014000180080001000a000002080002000a0000011c0002800500010011000000
            06000200003500000600030003ed00000800030000000008080008000000000008000c008c8ce49208000b0000000001080007000000012b1c00
            1880080001000000000008000200000000000800030000000000""";

    static final List<String> CAPTURED = List.of(PING, TRANSLATED, ENDED, SCTP, ZONED);

    static Message message(String hex) {
        return Message.parse(HexFormat.of().parseHex(hex.replaceAll("\\s", ""))).get(0);
    }

    @Test
    void aPing() {
        TrackedConnection ping = TrackedConnection.decode(message(PING));
        assertEquals(new Tuple(Ip.parse("10.0.0.1"), Ip.parse("10.0.0.2"), 1, 0xcf, 0), ping.original());
        assertEquals(7, ping.mark());
        assertEquals(0, ping.zone());
        assertEquals(29, ping.timeout());
        assertEquals("", ping.state());
        assertTrue(ping.isAnswered());
        assertFalse(ping.isAssured());
        assertFalse(ping.isRedirected());
        assertFalse(ping.isDisguised());
    }

    @Test
    void oneWhoseAddressesAreExchanged() {
        TrackedConnection translated = TrackedConnection.decode(message(TRANSLATED));
        assertEquals(new Tuple(Ip.parse("10.0.0.1"), Ip.parse("10.0.0.9"), 17, 5060, 53), translated.original());
        assertEquals(new Tuple(Ip.parse("10.0.0.2"), Ip.parse("10.0.0.1"), 17, 5353, 5060), translated.reply());
        assertTrue(translated.isRedirected());
        assertFalse(translated.isDisguised());
        assertFalse(translated.isAnswered());
    }

    @Test
    void oneOfTcpThatEnded() {
        TrackedConnection ended = TrackedConnection.decode(message(ENDED));
        assertEquals(Ip.parse("fd00::2"), ended.original().destination());
        assertEquals(80, ended.original().port());
        assertEquals("time-wait", ended.state());
        assertTrue(ended.isAssured());
    }

    @Test
    void aConnectionOfSctpHasAState() {
        assertEquals("established", TrackedConnection.decode(message(SCTP)).state());
        assertTrue(TrackedConnection.states().containsAll(List.of("syn-sent", "cookie-echoed")));
    }

    @Test
    void aZoneMayBeThatOfOneDirection() {
        TrackedConnection zoned = TrackedConnection.decode(message(ZONED));
        assertEquals(6, zoned.zoneOfFirst());
        assertEquals(0, zoned.zone());
    }

    @Test
    void factsAreReadBackFromAConnectionMadeOfThem() {
        Tuple there = new Tuple(Ip.parse("fd00::1"), Ip.parse("fd00::2"), 6, 40000, 443);
        Tuple back = new Tuple(Ip.parse("fd00::3"), Ip.parse("fd00::1"), 6, 8443, 40000);
        TrackedConnection connection = new TrackedConnection(there, back, 10, 25);
        assertEquals(there, connection.original());
        assertEquals(back, connection.reply());
        assertTrue(connection.isAnswered());
        assertFalse(connection.isAssured());
        assertTrue(connection.isRedirected());
        assertFalse(connection.isDisguised());
        assertEquals("", connection.state());
        assertEquals(25, connection.timeout());
    }

    @Test
    void onlyWhatIsAskedForIsRead() {
        Message whole = message(ENDED);
        byte[] payload = whole.payload().clone();
        // the length of the TCP state's attribute, inside CTA_PROTOINFO
        int state = HexFormat.of().formatHex(payload).indexOf("0500010007000000") / 2;
        payload[state] = 3;
        TrackedConnection ended = TrackedConnection.decode(new Message(whole.type(), 0, 1, 0, payload));
        assertEquals(80, ended.original().port());
        assertTrue(ended.isAssured());
        assertThrows(CodecException.class, ended::state);
        assertEquals(17, TrackedConnection.states().size());
    }

    @Test
    void whatHasNoNumberOfItsLengthIsTold() {
        Message whole = message(PING);
        byte[] payload = whole.payload().clone();
        // CTA_MARK says that it has 6 bytes
        int mark = HexFormat.of().formatHex(payload).indexOf("0800080000000007") / 2;
        payload[mark] = 6;
        TrackedConnection ping = TrackedConnection.decode(new Message(whole.type(), 0, 1, 0, payload));
        assertEquals(7, TrackedConnection.decode(whole).mark());
        assertThrows(CodecException.class, ping::mark);
    }

    @Test
    void requests() {
        assertEquals(
                "00000000", HexFormat.of().formatHex(Conntrack.dump().encode().payload()));
        String some = HexFormat.of()
                .formatHex(Conntrack.dump(Ip.parse("10.0.0.1"), Ip.parse("10.0.0.9"), 17, 53)
                        .encode()
                        .payload());
        assertEquals(
                "02000000" + "2c00018014000180080001000a000001080002000a000009"
                        + "1400028005000100110000000600030000350000" + "140019800800010" + "02b000000"
                        + "0800020000000000",
                some);
    }

    @Test
    void whatHasNoAddressIsNoConnection() {
        Message whole = message(PING);
        Message half = new Message(whole.type(), 0, 1, 0, Arrays.copyOf(whole.payload(), 4));
        assertThrows(CodecException.class, () -> TrackedConnection.decode(half));
    }
}
