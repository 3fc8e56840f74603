package nsx.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import nsx.filter.Packet.Device;
import nsx.filter.Packet.Field;
import nsx.netlink.Ip;
import org.junit.jupiter.api.Test;

/** A rule has several effects, one after the other. */
class EffectTest {
    private static final Packet PACKET = new Packet(
            Ip.parse("10.0.0.11"), Ip.parse("10.0.0.12"), Packet.ICMP, 0, 0, false, Device.NONE, Device.NONE);

    @Test
    void laterBitsOfTheMarkWin() {
        Effect both = Effect.mark(0xff, 0x15).then(Effect.mark(0x0f, 0x02));
        assertEquals(
                OptionalInt.of(0x112),
                both.on(PACKET.marked(OptionalInt.of(0x100))).mark());
    }

    @Test
    void aWholeMarkIsKnownAgain() {
        assertEquals(
                OptionalInt.of(7),
                Effect.UNKNOWN_MARK.then(Effect.mark(-1, 7)).on(PACKET).mark());
        assertEquals(
                OptionalInt.empty(),
                Effect.mark(-1, 7).then(Effect.UNKNOWN_MARK).on(PACKET).mark());
        assertEquals(
                OptionalInt.empty(),
                Effect.UNKNOWN_MARK.then(Effect.mark(0xf, 7)).on(PACKET).mark());
    }

    @Test
    void nothingElseIsForgotten() {
        Effect all = Effect.mark(-1, 5).then(Effect.write(Field.LIFETIME)).then(Effect.UNTRACKED);
        Packet after = all.on(PACKET.in(Packet.State.INVALID));
        assertEquals(OptionalInt.of(5), after.mark());
        assertEquals(Packet.State.UNTRACKED, after.state());
        assertTrue(after.isRewritten(Field.LIFETIME));
    }

    @Test
    void aClassThatMayHaveBeenWrittenIsUnknown() {
        Packet after = Effect.write(Field.TRAFFIC_CLASS).perhaps(PACKET);
        assertEquals("4500", PACKET.bytes("network", 0, 2).orElseThrow());
        assertTrue(after.bytes("network", 0, 2).isEmpty());
        assertEquals(OptionalInt.of(0), after.mark());
    }
}
