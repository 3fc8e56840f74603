package nsx.rtnl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;
import nsx.netlink.Message;
import org.junit.jupiter.api.Test;

class LinkIndexesTest {
    /** An answer of index 7 with IFLA_IFNAME, whose length is no multiple of four, and one number more. */
    private static LinkIndexes decode(int attribute, int cut) {
        return LinkIndexes.decode(message(16, attribute, cut));
    }

    private static Message message(int type, int attribute, int cut) {
        ByteBuffer out = ByteBuffer.allocate(16 + 8 + 8).order(ByteOrder.nativeOrder());
        out.putInt(4, 7).position(16);
        out.putShort((short) 7).putShort((short) 3).put(new byte[] {'v', '0', 0, 0});
        out.putShort((short) 8).putShort((short) attribute).putInt(9);
        byte[] payload = java.util.Arrays.copyOf(out.array(), out.capacity() - cut);
        return new Message(type, 0, 0, 0, payload);
    }

    @Test
    void theOtherEndIsRead() {
        assertEquals(new LinkIndexes(7, OptionalInt.of(9)), decode(5, 0));
    }

    @Test
    void aDeviceThatStandsAloneHasNone() {
        assertEquals(new LinkIndexes(7, OptionalInt.empty()), decode(4, 0));
    }

    @Test
    void anAttributeThatIsCutIsNotRead() {
        assertEquals(new LinkIndexes(7, OptionalInt.empty()), decode(5, 2));
        assertEquals(new LinkIndexes(7, OptionalInt.empty()), decode(5, 8));
    }

    @Test
    void aDeviceIsKnownByItsWholeName() {
        assertTrue(LinkIndexes.isNamed(message(16, 5, 0), "v0"));
        assertFalse(LinkIndexes.isNamed(message(16, 5, 0), "v"));
        assertFalse(LinkIndexes.isNamed(message(16, 5, 0), "v01"));
        assertFalse(LinkIndexes.isNamed(message(16, 5, 16), "v0"), "the name is cut");
        assertFalse(LinkIndexes.isNamed(message(17, 5, 0), "v0"), "another message");
    }
}
