package nsx.dsl.op;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import nsx.dsl.NsxException;
import nsx.dsl.Options;
import nsx.dsl.value.Percent;
import nsx.dsl.value.Rate;
import nsx.netlink.Request;
import nsx.rtnl.Netem;
import nsx.rtnl.Psched;
import nsx.rtnl.Qdisc;
import nsx.rtnl.Qdiscs;
import nsx.rtnl.Tbf;

/** The root qdisc of a device as it is to be. */
sealed interface QdiscDescription {
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
            case "tbf" -> Bucket.of(read);
            case "netem" -> Bad.of(read);
            case "htb" -> Hierarchy.of(read);
            default -> Plain.of(kind, read);
        };
    }

    /** A token bucket filter. */
    record Bucket(Tbf tbf) implements QdiscDescription {
        static Bucket of(Options options) {
            options.only("rate", "burst", "latency", "limit");
            options.need("rate", "1.mbit");
            options.need("burst", "32.KB");
            long rate = rate(options).orElseThrow();
            long burst = options.number("burst", 1, 0xffffffffL).orElseThrow();
            if (options.has("limit") == options.has("latency")) {
                throw new NsxException("qdisc tbf needs latency: or limit:")
                        .at("tbf")
                        .hint("such as latency: 400.ms");
            }
            return new Bucket(
                    options.has("limit")
                            ? new Tbf(
                                    rate,
                                    burst,
                                    options.number("limit", 1, 0xffffffffL).orElseThrow())
                            : Tbf.of(
                                    rate,
                                    burst,
                                    options.duration("latency", "400.ms").orElseThrow()));
        }

        @Override
        public String kind() {
            return "tbf";
        }

        @Override
        public Request request(int index, Psched clock) {
            return Qdiscs.tbf(index, tbf, clock);
        }

        @Override
        public boolean isMetBy(Qdisc qdisc, Psched clock) {
            Tbf is = Tbf.decode(qdisc, clock);
            return is.rate() == tbf.rate()
                    && is.limit() == tbf.limit()
                    && Math.abs(is.burst() - tbf.burst()) <= 1 + tbf.burst() / 1000;
        }

        @Override
        public String command() {
            return " rate " + new Rate(tbf.rate() * 8) + " burst " + tbf.burst() + " limit " + tbf.limit();
        }
    }

    /** A bad network. */
    record Bad(Netem netem) implements QdiscDescription {
        private static final double CHANCE = 1e-8;
        private static final Duration TICK = Duration.ofNanos(100);

        static Bad of(Options options) {
            options.only("delay", "jitter", "loss", "duplicate", "corrupt", "reorder", "rate", "limit");
            Duration delay = options.duration("delay", "50.ms").orElse(Duration.ZERO);
            if (delay.isZero() && (options.has("jitter") || options.has("reorder"))) {
                throw new NsxException(
                                "qdisc netem: " + (options.has("jitter") ? "jitter" : "reorder") + " needs a delay")
                        .at("netem");
            }
            Netem netem = Netem.NONE
                    .withDelay(delay)
                    .withJitter(options.duration("jitter", "10.ms").orElse(Duration.ZERO))
                    .withLoss(chance(options, "loss"))
                    .withDuplicate(chance(options, "duplicate"))
                    .withCorrupt(chance(options, "corrupt"))
                    .withReorder(chance(options, "reorder"))
                    .withLimit(options.integer("limit", 1, Integer.MAX_VALUE).orElse(Netem.NONE.limit()));
            return new Bad(rate(options).map(netem::withRate).orElse(netem));
        }

        private static double chance(Options options, String name) {
            return options.get(name)
                    .map(value -> {
                        if (value instanceof Percent p && p.value() >= 0 && p.value() <= 100) {
                            return p.share();
                        }
                        throw options.wrong(name, "a share from 0.percent to 100.percent");
                    })
                    .orElse(0.0);
        }

        @Override
        public String kind() {
            return "netem";
        }

        @Override
        public Request request(int index, Psched clock) {
            return Qdiscs.netem(index, netem, clock);
        }

        @Override
        public boolean isMetBy(Qdisc qdisc, Psched clock) {
            Netem is = Netem.decode(qdisc, clock);
            return near(is.delay(), netem.delay())
                    && near(is.jitter(), netem.jitter())
                    && near(is.loss(), netem.loss())
                    && near(is.duplicate(), netem.duplicate())
                    && near(is.corrupt(), netem.corrupt())
                    && near(is.reorder(), netem.reorder())
                    && is.rate().equals(netem.rate())
                    && is.limit() == netem.limit();
        }

        private static boolean near(Duration a, Duration b) {
            return a.minus(b).abs().compareTo(TICK) <= 0;
        }

        private static boolean near(double a, double b) {
            return Math.abs(a - b) < CHANCE;
        }

        @Override
        public String command() {
            StringBuilder text = new StringBuilder(" limit " + netem.limit());
            if (!netem.delay().isZero()) {
                text.append(" delay ").append(time(netem.delay()));
                text.append(netem.jitter().isZero() ? "" : " " + time(netem.jitter()));
            }
            chance(text, "loss", netem.loss());
            chance(text, "duplicate", netem.duplicate());
            chance(text, "corrupt", netem.corrupt());
            chance(text, "reorder", netem.reorder());
            netem.rate().ifPresent(r -> text.append(" rate ").append(new Rate(r * 8)));
            return text.toString();
        }

        private static void chance(StringBuilder text, String word, double chance) {
            if (chance > 0) {
                text.append(' ').append(word).append(' ').append(new Percent(chance * 100));
            }
        }

        private static String time(Duration time) {
            return time.toNanos() % 1_000_000 == 0 ? time.toMillis() + "ms" : time.toNanos() / 1000.0 + "us";
        }
    }

    /** A hierarchy of token buckets without classes yet. */
    record Hierarchy(int handle, int otherwise) implements QdiscDescription {
        static Hierarchy of(Options options) {
            options.only("handle", "default");
            return new Hierarchy(
                    options.integer("handle", 1, 0xffff).orElse(1),
                    options.integer("default", 0, 0xffff).orElse(0));
        }

        @Override
        public String kind() {
            return "htb";
        }

        @Override
        public Request request(int index, Psched clock) {
            return Qdiscs.htb(index, handle, otherwise);
        }

        @Override
        public boolean isMetBy(Qdisc qdisc, Psched clock) {
            return qdisc.handle() >>> 16 == handle
                    && qdisc.options()
                            .struct("TCA_HTB_INIT")
                            .filter(init -> init.number("defcls") == otherwise)
                            .isPresent();
        }

        @Override
        public String command() {
            return " default " + Integer.toHexString(otherwise);
        }
    }

    /** A kind of which nsx knows no options. */
    record Plain(String kind) implements QdiscDescription {
        static Plain of(String kind, Options options) {
            options.values().keySet().stream().findFirst().ifPresent(name -> {
                throw new NsxException("qdisc " + kind + " has no option '" + name + "' here")
                        .because("nsx knows the options of tbf, netem and htb")
                        .at(name);
            });
            return new Plain(kind);
        }

        @Override
        public Request request(int index, Psched clock) {
            return Qdiscs.plain(index, kind);
        }

        @Override
        public boolean isMetBy(Qdisc qdisc, Psched clock) {
            return qdisc.handle() != 0;
        }

        @Override
        public String command() {
            return "";
        }
    }

    /** Bytes a second of {@code rate:}; a plain number counts bits, as in tc. */
    private static Optional<Long> rate(Options options) {
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
