package nsx.rtnl;

import static nsx.rtnl.QdiscTable.TBF_QOPT;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Optional;
import nsx.netlink.Attributes;
import nsx.netlink.Struct;

/**
 * A token bucket filter, with the arithmetic of tc-tbf(8) (tc/q_tbf.c and tc/tc_core.c of iproute2).
 *
 * @param rate the rate in bytes per second
 * @param burst the number of bytes that may be sent at once
 * @param limit the number of bytes that may wait
 */
public record Tbf(long rate, long burst, long limit) {
    private static final int CELLS = 256;
    /** The logarithm of the cell size: a table has 256 cells of 8 bytes, 2048 in all. */
    private static final int CELL_LOG = 3;

    private static final int ETHERNET = 1;
    private static final long MOST_32 = 0xffffffffL;

    public Tbf {
        if (rate <= 0 || burst <= 0 || burst > MOST_32 || limit < 0 || limit > MOST_32) {
            throw new IllegalArgumentException("tbf needs a rate and a burst greater than 0 and below 4 GiB");
        }
    }

    /** A filter whose limit keeps a byte waiting at most this long. */
    public static Tbf of(long rate, long burst, Duration latency) {
        return new Tbf(rate, burst, (long) (rate * (latency.toNanos() / 1e9)) + burst);
    }

    Attributes encode(Psched clock) {
        Struct.Value parameters = TBF_QOPT.with("cell_log", CELL_LOG)
                .with("linklayer", ETHERNET)
                .with("cell_align", -1)
                .with("rate", Math.min(rate, MOST_32))
                .with("limit", limit)
                .with("buffer", clock.transmission(rate, burst));
        return Attributes.of(QdiscTable.TBF)
                .put("TCA_TBF_PARMS", parameters)
                .put("TCA_TBF_BURST", burst)
                .put("TCA_TBF_RATE64", rate > MOST_32 ? Optional.of(rate) : Optional.empty())
                .put("TCA_TBF_RTAB", table(rate, clock));
    }

    /** The transmission times of packets by size, in ticks, which kernels before 3.8 use. */
    static byte[] table(long rate, Psched clock) {
        ByteBuffer table = ByteBuffer.allocate(4 * CELLS).order(ByteOrder.nativeOrder());
        for (int i = 0; i < CELLS; i++) {
            table.putInt((int) clock.transmission(rate, (i + 1L) << CELL_LOG));
        }
        return table.array();
    }

    /** Reads the options of a tbf {@link Qdisc}; the burst has the rounding of the kernel's ticks. */
    public static Tbf decode(Qdisc qdisc, Psched clock) {
        Attributes options = qdisc.options();
        Struct.Value parameters = options.struct("TCA_TBF_PARMS").orElse(TBF_QOPT.zero());
        long rate = options.number("TCA_TBF_RATE64", parameters.number("rate"));
        double seconds = clock.time(parameters.number("buffer")).toNanos() / 1e9;
        long burst = Math.min(MOST_32, Math.max(1, Math.round(rate * seconds)));
        return new Tbf(Math.max(1, rate), burst, parameters.number("limit"));
    }
}
