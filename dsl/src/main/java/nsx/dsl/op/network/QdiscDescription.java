package nsx.dsl.op.network;

import java.util.Optional;
import nsx.dsl.unit.Rate;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.netlink.Request;
import nsx.rtnl.Psched;
import nsx.rtnl.Qdisc;

/** The root qdisc of a device as it is to be. */
sealed interface QdiscDescription permits TbfDescription, NetemDescription, HtbDescription, PlainDescription {
    String kind();

    Request request(int index, Psched clock);

    /** Whether an existing one of the same kind has these options, but for the rounding of the kernel's clock. */
    boolean isMetBy(Qdisc qdisc, Psched clock);

    /** As tc(8) takes the options, with a space in front. */
    String command();

    /** Bytes a second; a plain number counts bits, as in tc. */
    Parameter<Long> RATE = Parameter.named(
            "rate",
            Reader.<Long>of(
                            Type.RATE,
                            "a rate such as 1.mbit",
                            value -> value instanceof Rate r
                                    ? Optional.of(r.bytes()).filter(bytes -> bytes > 0)
                                    : Reader.number(8, Long.MAX_VALUE)
                                            .read(value)
                                            .map(bits -> bits / 8))
                    .such("1.mbit"),
            "how much passes");

    /**
     * What the options of a kind ask for.
     *
     * @param options those of {@code tbf: [rate: 1.mbit, …]}, read by the kind's parameters
     */
    static QdiscDescription of(String kind, Arguments options) {
        return switch (kind) {
            case "tbf" -> TbfDescription.of(options);
            case "netem" -> NetemDescription.of(options);
            case "htb" -> HtbDescription.of(options);
            default -> new PlainDescription(kind);
        };
    }
}
