package nsx.dsl.op;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import nsx.dsl.NsxException;
import nsx.dsl.Options;
import nsx.dsl.value.Rate;
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

    /** Reads {@code tbf: [rate: 1.mbit, …]}. */
    static QdiscDescription of(String kind, Object options) {
        if (!(options instanceof Map<?, ?> map)) {
            throw new NsxException("qdisc: " + kind + " cannot be " + options)
                    .because("its options are a map: " + kind
                            + ": [:], tbf: [rate: 1.mbit, burst: 32.KB, latency: 400.ms]")
                    .at(kind);
        }
        Map<String, Object> named = new LinkedHashMap<>();
        map.forEach((k, v) -> named.put(String.valueOf(k), v));
        Options read = new Options("qdisc " + kind, named);
        return switch (kind) {
            case "tbf" -> TbfDescription.of(read);
            case "netem" -> NetemDescription.of(read);
            case "htb" -> HtbDescription.of(read);
            default -> PlainDescription.of(kind, read);
        };
    }

    /** Bytes a second of {@code rate:}; a plain number counts bits, as in tc. */
    static Optional<Long> rate(Options options) {
        return options.get("rate").map(value -> {
            if (value instanceof Rate r && r.bytes() > 0) {
                return r.bytes();
            }
            if (value instanceof Number n && n.longValue() >= 8) {
                return n.longValue() / 8;
            }
            throw options.wrong("rate", "a rate such as 1.mbit");
        });
    }
}
