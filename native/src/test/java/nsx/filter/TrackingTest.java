package nsx.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import nsx.filter.Packet.State;
import nsx.netlink.Ip;
import org.junit.jupiter.api.Test;

/** What belongs to which connection in the eyes of rules before connection tracking, and behind it. */
class TrackingTest {
    private static final Packet ASKING = by(2);

    private static Packet by(int device) {
        return new Packet(
                Ip.parse("10.0.0.11"),
                Ip.parse("10.0.0.12"),
                Packet.ICMP,
                0,
                0,
                false,
                new Packet.Device(device, "in"),
                Packet.Device.NONE);
    }

    @Test
    void priorities() {
        assertEquals(Tracking.TO_COME, Tracking.at("prerouting", -300, ASKING));
        assertEquals(Tracking.EITHER, Tracking.at("output", -200, ASKING));
        assertEquals(Tracking.DONE, Tracking.at("prerouting", -199, ASKING));
        assertEquals(Tracking.DONE, Tracking.at("forward", -300, ASKING));
        assertEquals(Tracking.DONE, Tracking.at("prerouting", -300, by(1)));
    }

    @Test
    void beforeAllIsInvalid() {
        assertEquals(State.INVALID, Tracking.TO_COME.seen(ASKING).state());
        assertEquals(State.UNSEEN, Tracking.EITHER.seen(ASKING).state());
        assertEquals(State.NEW, Tracking.DONE.seen(ASKING).state());
        Packet left = ASKING.in(State.UNTRACKED);
        assertEquals(State.UNTRACKED, Tracking.TO_COME.seen(left).state());
        assertEquals(
                State.INVALID, Tracking.TO_COME.seen(ASKING.in(State.INVALID)).state());
    }

    @Test
    void behindItIsWhatItWasButForWhatIsKeptFromIt() {
        Packet seen = Tracking.TO_COME.seen(ASKING);
        assertEquals(State.NEW, Tracking.TO_COME.resumed(ASKING, seen).state());
        Packet kept = Effect.UNTRACKED.on(seen);
        assertEquals(State.UNTRACKED, Tracking.TO_COME.resumed(ASKING, kept).state());
        Packet perhaps = Effect.UNTRACKED.perhaps(seen);
        assertEquals(State.UNSEEN, Tracking.TO_COME.resumed(ASKING, perhaps).state());
        assertEquals(State.NEW, Effect.UNTRACKED.on(ASKING).state());
        assertEquals(
                State.NEW,
                Tracking.DONE.resumed(ASKING, Effect.UNTRACKED.perhaps(ASKING)).state());
    }
}
