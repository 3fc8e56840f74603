package nsx.diag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import nsx.netlink.CodecException;
import nsx.netlink.Ip;
import nsx.netlink.Message;
import org.junit.jupiter.api.Test;

/** Messages as a kernel 6.18 on x86-64 sent them. */
class SocketDiagTest {
    private static final String LISTENING = """
            7c00000014000200010000007c350000020a00001f9000007f00000100000000000000000000000000000000000000000000000000000000
            00000000bd1200000000000000000000000000000500000000000000ddaa5700050008000000000008000f00000000000c00150001000000
            000000000600160052000000""";
    private static final String UDP6 = """
            8400000014000200010000007c3500000a070000003500000000000000000000000000000000000100000000000000000000000000000000
            00000000be1200000000000000000000000000000000000000000000deaa5700050008000000000005000b000100000008000f0000000000
            0c00150001000000000000000600160010000000""";
    private static final String ABSTRACT = """
            4c00000014000200010000007c35000001010a00dfaa5700bf120000000000000d0000000061627374726163740000000c00040000000000
            0100000005000600000000000800070000000000""";

    /** The length of struct inet_diag_msg. */
    private static final int ATTRIBUTES = 72;

    static final List<String> CAPTURED = List.of(LISTENING, UDP6, ABSTRACT);

    @Test
    void aListeningSocket() {
        InetSocket socket = InetSocket.decode(SocketProtocol.TCP, message(LISTENING));
        assertEquals("listen", socket.state());
        assertEquals(Ip.parse("127.0.0.1"), socket.local());
        assertEquals(8080, socket.localPort());
        assertEquals(Ip.parse("0.0.0.0"), socket.remote());
        assertEquals(0, socket.remotePort());
        assertEquals(0, socket.device());
        assertEquals(0, socket.receiveQueue());
        assertEquals(5, socket.sendQueue());
        assertEquals(0, socket.user());
        assertEquals(0x57aadd, socket.inode());
        assertEquals(0x12bd, socket.cookie());
        assertEquals("", socket.timer());
        assertEquals(
                "02060000ffffffff1f900000" + "7f000001" + "0".repeat(56) + "00000000bd12000000000000",
                HexFormat.of().formatHex(SocketDiag.destroy(socket).encode().payload()));
    }

    @Test
    void anUnconnectedOneOfIpv6() {
        InetSocket socket = InetSocket.decode(SocketProtocol.UDP, message(UDP6));
        assertEquals("unconnected", socket.state());
        assertEquals(Ip.parse("::1"), socket.local());
        assertEquals(53, socket.localPort());
        assertEquals(Ip.parse("::"), socket.remote());
    }

    @Test
    void factsAreReadBackFromASocketMadeOfThem() {
        InetSocket socket = new InetSocket(
                SocketProtocol.TCP,
                "established",
                Ip.parse("fd00::1"),
                65535,
                Ip.parse("fd00::2"),
                80,
                7,
                4_000_000_000L,
                1,
                1000,
                0xffffffffL,
                true);
        assertEquals("established", socket.state());
        assertEquals(Ip.parse("fd00::1"), socket.local());
        assertEquals(65535, socket.localPort());
        assertEquals(Ip.parse("fd00::2"), socket.remote());
        assertEquals(80, socket.remotePort());
        assertEquals(7, socket.device());
        assertEquals(4_000_000_000L, socket.receiveQueue());
        assertEquals(1, socket.sendQueue());
        assertEquals(1000, socket.user());
        assertEquals(0xffffffffL, socket.inode());
        assertTrue(socket.only6());
        assertEquals(0, socket.mark());
    }

    @Test
    void attributesAreNotReadForTheFactsInFront() {
        Message whole = message(LISTENING);
        byte[] payload = whole.payload().clone();
        payload[ATTRIBUTES] = 1;
        payload[ATTRIBUTES + 1] = 0;
        InetSocket socket = InetSocket.decode(SocketProtocol.TCP, new Message(whole.type(), 0, 1, 0, payload));
        assertEquals(8080, socket.localPort());
        assertEquals("listen", socket.state());
        assertThrows(CodecException.class, socket::all);
        assertThrows(CodecException.class, socket::info);
    }

    @Test
    void anAbstractName() {
        assertEquals(
                new UnixSocket("stream", "listen", "@abstract", 0, 0, 1, 0, 0x57aadf),
                UnixSocket.decode(message(ABSTRACT)));
    }

    @Test
    void requests() {
        byte[] inet = SocketDiag.dump(2, SocketProtocol.TCP, true).encode().payload();
        assertEquals("02060a00ffffffff" + "0".repeat(96), HexFormat.of().formatHex(inet));
        byte[] brief = SocketDiag.dump(2, SocketProtocol.TCP, false).encode().payload();
        assertEquals("02060000ffffffff" + "0".repeat(96), HexFormat.of().formatHex(brief));
        byte[] waiting = SocketDiag.dumpWaiting(10, SocketProtocol.UDP).encode().payload();
        assertEquals("0a1140008004" + "0".repeat(100), HexFormat.of().formatHex(waiting));
        byte[] unix = SocketDiag.dumpUnix().encode().payload();
        assertEquals(
                "01000000ffffffff0000000055000000" + "0".repeat(16),
                HexFormat.of().formatHex(unix));
    }

    @Test
    void whatIsCutShortIsNoSocket() {
        Message whole = message(LISTENING);
        Message half = new Message(whole.type(), 0, 1, 0, Arrays.copyOf(whole.payload(), 40));
        assertThrows(CodecException.class, () -> InetSocket.decode(SocketProtocol.TCP, half));
    }

    @Test
    void statesThatNobodyKnowsYetAreNumbers() {
        assertEquals("time-wait", SocketState.text(6));
        assertEquals("99", SocketState.text(99));
        assertEquals(12, SocketState.names().size());
        assertTrue(SocketState.names().containsAll(List.of("established", "listen", "bound-inactive")));
    }

    @Test
    void linksOfDescriptors() {
        assertEquals(OptionalLong.of(12345), SocketOwners.inode("socket:[12345]"));
        assertEquals(OptionalLong.empty(), SocketOwners.inode("pipe:[12345]"));
        assertEquals(OptionalLong.empty(), SocketOwners.inode("/tmp/socket:[1]"));
    }

    static Message message(String hex) {
        return Message.parse(HexFormat.of().parseHex(hex.replaceAll("\\s", ""))).get(0);
    }
}
