package nsx.dsl.op.queue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.queue.QdiscKind.Option;
import nsx.dsl.unit.Percent;
import nsx.dsl.unit.Rate;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.rtnl.Netem;
import nsx.rtnl.Psched;
import nsx.rtnl.Qdiscs;
import nsx.rtnl.Tbf;

/** The kinds of qdiscs whose options nsx knows (tc-tbf(8), tc-netem(8), tc-htb(8)). */
public final class QdiscKinds {
    private static final double CHANCE = 1e-8;
    private static final Duration TICK = Duration.ofNanos(100);
    private static final long MOST = 0xffffffffL;
    private static final Reader<Long> SIZE = Reader.number(1, MOST).as(Type.SIZE);

    public static final Parameter<Long> RATE =
            Parameter.named("rate", QueueKinds.RATE, "rate of the packets that pass");

    private static final Parameter<Long> BURST =
            Parameter.named("burst", SIZE.such("32.KB"), "bytes that may pass at once");
    private static final Parameter<Duration> LATENCY =
            Parameter.named("latency", Reader.duration("400.ms"), "longest time that a packet waits");
    private static final Parameter<Long> LIMIT =
            Parameter.named("limit", SIZE, "most bytes that wait, instead of a latency");

    private static final QdiscKind<Tbf> TBF = new QdiscKind<>(
            "tbf",
            "a token bucket: rate, burst, and latency or limit",
            QdiscKinds::tbf,
            Tbf::decode,
            Qdiscs::tbf,
            List.of(
                    Option.of(RATE, Tbf::rate).as(QdiscKinds::rate),
                    Option.of(BURST, Tbf::burst).near((is, wanted) -> Math.abs(is - wanted) <= 1 + wanted / 1000),
                    Option.of(LIMIT, Tbf::limit)));

    public static final Parameter<Duration> DELAY =
            Parameter.named("delay", Reader.duration("50.ms"), "time that each packet waits");
    public static final Parameter<Duration> JITTER =
            Parameter.named("jitter", Reader.duration("10.ms"), "variation of the delay");
    /** The kernel reckons a variation in 32 bits of nanoseconds, and takes a greater one for this (net/sched/sch_netem.c). */
    private static final Duration MOST_JITTER = Duration.ofNanos(Integer.MAX_VALUE);

    public static final Parameter<Double> LOSS = chance("loss", "share of packets that are lost");
    public static final Parameter<Double> DUPLICATE = chance("duplicate", "share of packets that are duplicated");
    private static final Parameter<Double> CORRUPT = chance("corrupt", "share of packets with a wrong bit");
    public static final Parameter<Double> REORDER = chance("reorder", "share of packets that do not wait");
    private static final Parameter<Integer> WAITING = Parameter.named(
                    "limit", Reader.integer(1, Integer.MAX_VALUE), "most packets that wait")
            .otherwise(Netem.NONE.limit());

    private static final QdiscKind<Netem> NETEM = new QdiscKind<>(
            "netem",
            "a bad network: delay, jitter, loss, duplicate, corrupt, reorder, rate, limit",
            QdiscKinds::netem,
            Netem::decode,
            Qdiscs::netem,
            List.of(
                    Option.of(WAITING, Netem::limit),
                    time(DELAY, Netem::delay),
                    time(JITTER, Netem::jitter).spelt(QdiscKinds::text),
                    share(LOSS, Netem::loss),
                    share(DUPLICATE, Netem::duplicate),
                    share(CORRUPT, Netem::corrupt),
                    share(REORDER, Netem::reorder),
                    Option.<Netem, Long>of(RATE, netem -> netem.rate().orElse(0))
                            .unless(r -> r == 0)
                            .as(QdiscKinds::rate)));

    /** A hierarchy of token buckets, still without classes. */
    record Htb(int handle, int otherwise) {}

    private static final Parameter<Integer> HANDLE = Parameter.named(
                    "handle", Reader.integer(1, 0xffff), "its number, before the colon")
            .otherwise(1);
    private static final Parameter<Integer> DEFAULT = Parameter.named(
                    "default", Handle.OF_MINOR, "the class of packets that no filter classifies")
            .otherwise(0);

    private static final QdiscKind<Htb> HTB = new QdiscKind<>(
            "htb",
            "a hierarchy without classes yet: handle, default",
            options -> new Htb(options.get(HANDLE), options.get(DEFAULT)),
            (qdisc, clock) -> new Htb(
                    qdisc.handle() >>> 16,
                    qdisc.options()
                            .struct("TCA_HTB_INIT")
                            .map(init -> init.integer("defcls"))
                            .orElse(-1)),
            (index, htb, clock) -> Qdiscs.htb(index, htb.handle(), htb.otherwise()),
            List.of(
                    Option.of(HANDLE, Htb::handle).hidden(),
                    Option.of(DEFAULT, Htb::otherwise).as(Integer::toHexString)));

    static final List<QdiscKind<?>> ALL = Stream.<QdiscKind<?>>concat(
                    Stream.of(TBF, NETEM, HTB), QueueKinds.ALL.stream())
            .toList();

    /** Each kind as an option of {@code qdisc}; the last option is any other kind, which takes no options here. */
    public static final List<Parameter<Arguments>> PARAMETERS = Stream.of(
                    Stream.of(TBF.parameter(LATENCY), NETEM.parameter(), HTB.parameter()),
                    QueueKinds.ALL.stream().map(kind -> kind.parameter()),
                    Stream.of(Parameter.anyNamed(
                            Reader.map("a qdisc of a kind whose options nsx does not know"),
                            "another kind by its name in tc, without options: multiq: [:]")))
            .flatMap(all -> all)
            .toList();

    private QdiscKinds() {}

    /** The kind with this name; all kinds whose options nsx does not know are handled alike. */
    static QdiscKind<?> named(String name) {
        return ALL.stream()
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseGet(() -> new QdiscKind<>(
                        name,
                        "",
                        options -> name,
                        (qdisc, clock) -> name,
                        (index, kind, clock) -> Qdiscs.plain(index, kind),
                        List.of()));
    }

    private static Tbf tbf(Arguments options) {
        long rate = options.get(RATE);
        long burst = options.get(BURST);
        if (options.has(LIMIT) == options.has(LATENCY)) {
            throw new NsxException("qdisc tbf needs latency: or limit:")
                    .at("tbf")
                    .hint("such as latency: 400.ms");
        }
        checkBurst(BURST, rate, burst, options);
        if (options.has(LATENCY) && rate * (options.get(LATENCY).toNanos() / 1e9) + burst > MOST) {
            throw options.wrong(LATENCY, "so short that less than 4 GiB wait, with the burst");
        }
        return options.has(LIMIT)
                ? new Tbf(rate, burst, options.get(LIMIT))
                : Tbf.of(rate, burst, options.get(LATENCY));
    }

    /** Rejects a burst that takes longer to send than the kernel's ticks count. */
    static void checkBurst(Parameter<?> size, long rate, long bytes, Arguments options) {
        Psched clock = QdiscOperations.clock();
        if (clock.transmission(rate, bytes) >= MOST) {
            throw options.wrong(size, "at most " + clock.bytes(rate, MOST - 1) + " bytes at this rate");
        }
    }

    private static Netem netem(Arguments options) {
        Duration delay = options.find(DELAY).orElse(Duration.ZERO);
        if (delay.isZero() && (options.has(JITTER) || options.has(REORDER))) {
            throw new NsxException("qdisc netem: " + (options.has(JITTER) ? JITTER : REORDER) + " needs a delay")
                    .at("netem");
        }
        Duration jitter = options.find(JITTER).orElse(Duration.ZERO);
        if (jitter.compareTo(MOST_JITTER) > 0) {
            throw options.wrong(JITTER, "at most " + MOST_JITTER.toMillis() + ".ms");
        }
        Netem netem = Netem.NONE
                .withDelay(delay)
                .withJitter(jitter)
                .withLoss(options.find(LOSS).orElse(0.0))
                .withDuplicate(options.find(DUPLICATE).orElse(0.0))
                .withCorrupt(options.find(CORRUPT).orElse(0.0))
                .withReorder(options.find(REORDER).orElse(0.0))
                .withLimit(options.get(WAITING));
        return options.find(RATE).map(netem::withRate).orElse(netem);
    }

    private static Parameter<Double> chance(String name, String summary) {
        Reader<Double> share = Reader.<Double>of(
                        Type.PERCENT,
                        "a share from 0.percent to 100.percent",
                        value -> value instanceof Percent p && p.value() >= 0 && p.value() <= 100
                                ? Optional.of(p.share())
                                : Optional.empty())
                .such("1.percent");
        return Parameter.named(name, share, summary);
    }

    private static Option<Netem, Double> share(Parameter<Double> parameter, Function<Netem, Double> value) {
        return Option.of(parameter, value)
                .unless(share -> share < CHANCE)
                .as(share -> new Percent(Math.rint(share * 1e8) / 1e6))
                .near((is, wanted) -> Math.abs(is - wanted) < CHANCE);
    }

    private static Option<Netem, Duration> time(Parameter<Duration> parameter, Function<Netem, Duration> value) {
        return Option.of(parameter, value)
                .unless(Duration::isZero)
                .spelt(time -> parameter.name() + " " + text(time))
                .near((is, wanted) -> is.minus(wanted).abs().compareTo(TICK) <= 0);
    }

    private static String text(Duration time) {
        return time.toNanos() % 1_000_000 == 0 ? time.toMillis() + "ms" : time.toNanos() / 1000.0 + "us";
    }

    private static Object rate(long bytes) {
        return new Rate(bytes * 8);
    }
}
