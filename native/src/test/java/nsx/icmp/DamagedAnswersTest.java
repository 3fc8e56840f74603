package nsx.icmp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import nsx.test.Mutations;
import org.junit.jupiter.api.Test;

/** What comes back to a ping may be anything: others send it. */
class DamagedAnswersTest {
    private static final String HEADER = "45000054000040004001000008080808" + "0a000001";
    private static final byte[] REPLY = answer(HEADER + "0000000012340001", 56);
    private static final byte[] UNREACHABLE = answer(HEADER + "0301000000000000" + HEADER + "0800000012340001", 0);
    private static final byte[] REPLY6 = answer("8100000012340001", 56);
    private static final byte[] TOO_BIG6 = answer("02000000000005dc" + "60".repeat(40) + "8000000012340001", 0);

    private static byte[] answer(String hex, int data) {
        byte[] head = HexFormat.of().parseHex(hex);
        return Arrays.copyOf(head, head.length + data);
    }

    @Test
    void areReadOrNoConcernOfAPing() {
        Mutations.read("icmp", List.of(REPLY, UNREACHABLE, REPLY6, TOO_BIG6), bytes -> {
            IcmpMessage.parse(false, bytes).ifPresent(IcmpMessage::text);
            IcmpMessage.parse(true, bytes).ifPresent(IcmpMessage::text);
        });
    }

    @Test
    void aHeaderOfNoLengthIsNone() {
        assertEquals(Optional.empty(), IcmpMessage.parse(false, new byte[8]));
        assertEquals(0x1234, IcmpMessage.parse(false, UNREACHABLE).orElseThrow().identifier());
        assertEquals(0x1234, IcmpMessage.parse(true, TOO_BIG6).orElseThrow().identifier());
    }
}
