package nsx.rtnl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import nsx.netlink.Ip;
import nsx.rtnl.Encapsulation.Labels;
import nsx.rtnl.Encapsulation.Outer;
import nsx.rtnl.Encapsulation.Segments;
import org.junit.jupiter.api.Test;

/** The bytes are those that ip-route(8) 6.1 sends, on a little-endian machine. */
class EncapsulationTest {
    private static void is(Encapsulation encapsulation, String hex) {
        assertEquals(hex, HexFormat.of().formatHex(encapsulation.bytes()));
        assertEquals(encapsulation, Encapsulation.decode(encapsulation.type(), encapsulation.bytes()));
    }

    @Test
    void labelsEndWithTheBottomOfTheStack() {
        is(new Labels(List.of(100), 0), "0800010000064100");
        is(new Labels(List.of(100, 200), 9), "0c000100" + "00064000" + "000c8100" + "0500020009000000");
    }

    @Test
    void anOuterHeaderHasTheNumberOfItsTunnel() {
        is(
                new Outer(Outer.IP, 7, Optional.empty(), Optional.of(Ip.parse("192.0.2.1")), 64, 0),
                "0c0001000000000000000007" + "08000200c0000201" + "0500040040000000");
    }

    @Test
    void segmentsStandInReverse() {
        is(
                new Segments("encap", List.of(Ip.parse("fd00::5"), Ip.parse("fd00::6"))),
                "30000100" + "01000000" + "0004040101000000" + "fd000000000000000000000000000006"
                        + "fd000000000000000000000000000005");
    }

    @Test
    void inlineThePlaceOfTheDestinationIsEmpty() {
        is(
                new Segments("inline", List.of(Ip.parse("fd00::5"))),
                "30000100" + "00000000" + "0004040101000000" + "00000000000000000000000000000000"
                        + "fd000000000000000000000000000005");
    }

    @Test
    void whatHasNoFormIsKept() {
        for (int type : new int[] {3, 6, 7, 99}) {
            Encapsulation other = Encapsulation.decode(type, new byte[] {5, 0, 1, 0, 7, 0, 0, 0});
            assertInstanceOf(Encapsulation.Other.class, other);
            is(other, "0500010007000000");
        }
        // flags of the outer header
        assertInstanceOf(
                Encapsulation.Other.class,
                Encapsulation.decode(Outer.IP, HexFormat.of().parseHex("0600060000010000")));
    }

    @Test
    void anyBytesAreReadAndWrittenBack() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            if (bytes.length > 3) {
                bytes[0] = (byte) (random.nextInt(bytes.length) + 1);
                bytes[1] = 0;
                bytes[2] = (byte) random.nextInt(9);
                bytes[3] = 0;
            }
            Encapsulation read = Encapsulation.decode(random.nextInt(7), bytes);
            assertEquals(read, Encapsulation.decode(read.type(), read.bytes()));
        }
    }
}
