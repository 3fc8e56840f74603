package nsx.dsl.value.link;

import java.time.Duration;
import java.util.List;
import nsx.dsl.shape.Facts;
import nsx.dsl.unit.PerSecond;
import nsx.rtnl.Link;

/**
 * The packets and bytes per second of a device.
 *
 * @param time the measured time
 */
public record LinkRate(Duration time, PerSecond rxPackets, PerSecond txPackets, PerSecond rxBytes, PerSecond txBytes)
        implements Facts {
    /** @param nanos the time between the two readings in nanoseconds */
    static LinkRate of(Link.Stats before, Link.Stats after, long nanos) {
        return new LinkRate(
                Duration.ofMillis(Math.round(nanos / 1e6)),
                PerSecond.of(after.rxPackets() - before.rxPackets(), nanos),
                PerSecond.of(after.txPackets() - before.txPackets(), nanos),
                PerSecond.bytes(after.rxBytes() - before.rxBytes(), nanos),
                PerSecond.bytes(after.txBytes() - before.txBytes(), nanos));
    }

    @Override
    public List<String> facts() {
        return List.of("time", "rxPackets", "txPackets", "rxBytes", "txBytes");
    }
}
