package nsx.dsl.value.network;

import java.time.Duration;
import java.util.List;
import nsx.dsl.shape.Facts;
import nsx.rtnl.Link;

/**
 * Packets and bytes that passed a device, per second.
 *
 * @param time the measured time
 */
public record LinkRate(Duration time, double rxPackets, double txPackets, double rxBytes, double txBytes)
        implements Facts {
    /** @param nanos between the two */
    static LinkRate of(Link.Stats before, Link.Stats after, long nanos) {
        return new LinkRate(
                Duration.ofMillis(Math.round(nanos / 1e6)),
                rate(before.rxPackets(), after.rxPackets(), nanos),
                rate(before.txPackets(), after.txPackets(), nanos),
                rate(before.rxBytes(), after.rxBytes(), nanos),
                rate(before.txBytes(), after.txBytes(), nanos));
    }

    /** To a tenth: more than that is noise of the measuring. */
    private static double rate(long before, long after, long nanos) {
        return Math.round((after - before) * 1e10 / nanos) / 10.0;
    }

    @Override
    public List<String> facts() {
        return List.of("time", "rxPackets", "txPackets", "rxBytes", "txBytes");
    }
}
