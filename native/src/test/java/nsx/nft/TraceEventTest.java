package nsx.nft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import nsx.netlink.Message;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Steps as Linux 6.18 told them of an echo that left by device 2. */
class TraceEventTest {
    private static final String RULE =
            "a4000000110a000000000000000000000100000008000f000000000208000400000000030800060083f9a677"
                    + "0b0002006f75747075740000120001006e73782d70726f62652d312d310000000c00030000000000000000080c00050008000100ffffffff"
                    + "08000c000000000206000d00000100001800080045000059063840004001685f0a00000bc00002021800090008005f7bf2fb0001000102030405"
                    + "060708090a0b";
    private static final String POLICY =
            "54000000110a000000000000000000000100000008000f0000000002080004000000000108000600"
                    + "83f9a6770b0002006f75747075740000120001006e73782d70726f62652d312d310000000800100000000001";

    private static TraceEvent read(String hex) {
        Assumptions.assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "captured on such a machine");
        List<Message> messages = Message.parse(HexFormat.of().parseHex(hex));
        assertEquals(1, messages.size());
        return TraceEvent.decode(messages.get(0)).orElseThrow();
    }

    @Test
    void aRuleSaysWhatItCameToAndBringsThePacket() {
        TraceEvent step = read(RULE);
        assertEquals(Nftables.INET, step.family());
        assertEquals("nsx-probe-1-1", step.table());
        assertEquals("output", step.chain());
        assertEquals(TraceEvent.Kind.RULE, step.kind());
        assertEquals(8, step.handle());
        assertEquals("continue", step.verdict());
        assertEquals(0x83f9a677L, step.id());
        assertEquals(0, step.in());
        assertEquals(2, step.out());
        assertEquals("45000059063840004001685f0a00000bc0000202", HexFormat.of().formatHex(step.network()));
        assertEquals("08005f7bf2fb0001000102030405060708090a0b", HexFormat.of().formatHex(step.transport()));
    }

    @Test
    void aPolicyBringsNothingButItsVerdict() {
        TraceEvent step = read(POLICY);
        assertEquals(TraceEvent.Kind.POLICY, step.kind());
        assertEquals(0, step.handle());
        assertEquals("accept", step.verdict());
        assertFalse(step.drops());
        assertEquals(0, step.network().length);
    }

    @Test
    void aPolicyThatDropsEndsIt() {
        TraceEvent step = read(POLICY.substring(0, POLICY.length() - 8) + "00000000");
        assertEquals("drop", step.verdict());
        assertTrue(step.drops());
    }

    @Test
    void aJumpNamesItsChain() {
        String jump = "14000500" + "08000100fffffffd" + "060002006300" + "0000";
        String message = header(jump.length() / 2) + jump;
        assertEquals("jump c", read(message).verdict());
    }

    private static String header(int more) {
        int length = 16 + 4 + 8 + more;
        return HexFormat.of().toHexDigits((byte) length) + "000000" + "110a0000" + "0000000000000000" + "01000000"
                + "0800040000000003";
    }

    @Test
    void otherMessagesAreNone() {
        assertEquals(Optional.empty(), TraceEvent.decode(new Message(Message.DONE, 0, 0, 0, new byte[4])));
    }
}
