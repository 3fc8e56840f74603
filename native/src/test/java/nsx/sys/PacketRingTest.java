package nsx.sys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PacketRingTest {
    @Test
    void ringsShareMemoryButNoneIsTooSmall() {
        assertEquals(32, PacketRing.share(1));
        assertEquals(32, PacketRing.share(4));
        assertEquals(16, PacketRing.share(8));
        assertEquals(4, PacketRing.share(32));
        assertEquals(4, PacketRing.share(1000));
        assertEquals(32, PacketRing.share(0));
    }
}
