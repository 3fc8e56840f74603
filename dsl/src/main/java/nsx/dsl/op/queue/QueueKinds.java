package nsx.dsl.op.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nsx.dsl.op.field.Field;
import nsx.dsl.op.field.Fields;
import nsx.dsl.op.field.Slot;
import nsx.dsl.op.field.Values;
import nsx.dsl.unit.Rate;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.netlink.Attributes;
import nsx.rtnl.Qdiscs;

/** The kinds of qdiscs whose options are a plain table (tc-prio(8), tc-sfq(8), tc-fq_codel(8), tc-cake(8), …). */
final class QueueKinds {
    private static final long MOST = 0xffffffffL;
    private static final Reader<Long> COUNT = Reader.number(1, MOST);
    private static final Reader<Long> SIZE = COUNT.as(Type.SIZE);
    /** What a flow or a class of drr sends in a turn: the kernel takes less for 256, and refuses more or takes it for 1 MiB. */
    static final Reader<Long> TURN = Reader.number(256, 1L << 20).as(Type.SIZE);

    private static final List<Integer> USUAL_BANDS = List.of(1, 2, 2, 2, 1, 2, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1);

    /** A reader of a rate in bytes per second; a plain number counts bits, as in tc. */
    static final Reader<Long> RATE = Reader.<Long>of(
                    Type.RATE,
                    "a rate such as 1.mbit",
                    value -> value instanceof Rate r
                            ? Optional.of(r.bytes()).filter(bytes -> bytes > 0)
                            : Reader.number(8, Long.MAX_VALUE).read(value).map(bits -> bits / 8))
            .such("1.mbit");

    /** A reader of a rate that the kernel keeps in 32 bits, where the greatest number means none. */
    private static final Reader<Long> SHORT_RATE = Reader.<Long>of(
                    Type.RATE,
                    "a rate such as 1.mbit, at most " + (MOST - 1) * 8 + " bits per second",
                    value -> RATE.read(value).filter(bytes -> bytes < MOST))
            .such("1.mbit");

    static final List<QdiscKind<?>> ALL = List.of(
            kind("pfifo", "first in, first out", Fields.of(Set.of(), headed("limit", "most packets that wait"))),
            kind("bfifo", "first in, first out", Fields.of(Set.of(), headed("limit", "most bytes that wait"))),
            kind(
                    "prio",
                    "bands in strict order: the first is sent first",
                    Fields.of(
                            Set.of(),
                            Field.of("bands", "bands", Reader.integer(2, 16), "how many", Slot.header("bands"))
                                    .otherwise(3),
                            Field.of("priomap", "priomap", bands(), "the band of each priority", priomap())
                                    .otherwise(USUAL_BANDS)
                                    .spelt(b -> "priomap "
                                            + b.stream().map(String::valueOf).collect(Collectors.joining(" "))))),
            Sfq.KIND,
            kind(
                    "fq",
                    "a queue for each socket, paced",
                    Fields.of(
                            Set.of(),
                            number("limit", "limit", "TCA_FQ_PLIMIT", "most packets that wait"),
                            number("flowLimit", "flow_limit", "TCA_FQ_FLOW_PLIMIT", "most packets of a flow"),
                            number("quantum", "quantum", TURN, "TCA_FQ_QUANTUM", "bytes of a flow in a turn"),
                            number(
                                    "initialQuantum",
                                    "initial_quantum",
                                    "TCA_FQ_INITIAL_QUANTUM",
                                    "bytes of a new flow in its first turn"),
                            rate("maxrate", "maxrate", SHORT_RATE, "TCA_FQ_FLOW_MAX_RATE", "largest rate of a flow"),
                            switched("pacing", "TCA_FQ_RATE_ENABLE", "flows are sent at the rate that TCP asks for"),
                            time(
                                    "ceThreshold",
                                    "ce_threshold",
                                    "TCA_FQ_CE_THRESHOLD",
                                    "time after which packets are marked"))),
            kind("fq_codel", "a queue for each flow, none for long", codel("FQ_CODEL")),
            kind("codel", "no packet waits for long", codel("CODEL")),
            kind(
                    "cake",
                    "a rate, shared by hosts and flows",
                    Fields.of(
                            Set.of(),
                            rate(
                                    "bandwidth",
                                    "bandwidth",
                                    RATE,
                                    "TCA_CAKE_BASE_RATE64",
                                    "rate of the packets that pass"),
                            time("rtt", "rtt", "TCA_CAKE_RTT", "round trip time to expect"),
                            named(
                                    "diffserv",
                                    "TCA_CAKE_DIFFSERV_MODE",
                                    "which classes of service go first",
                                    List.of("diffserv3", "diffserv4", "diffserv8", "besteffort", "precedence")),
                            named(
                                    "flows",
                                    "TCA_CAKE_FLOW_MODE",
                                    "who shares the rate",
                                    List.of(
                                            "flowblind",
                                            "srchost",
                                            "dsthost",
                                            "hosts",
                                            "flows",
                                            "dual-srchost",
                                            "dual-dsthost",
                                            "triple-isolate")),
                            named(
                                    "ackFilter",
                                    "TCA_CAKE_ACK_FILTER",
                                    "whether TCP acknowledgements that say nothing new are dropped",
                                    List.of("no-ack-filter", "ack-filter", "ack-filter-aggressive")),
                            switched("nat", "TCA_CAKE_NAT", "hosts behind network address translation share the rate"),
                            switched("wash", "TCA_CAKE_WASH", "classes of service are taken away"),
                            Field.flag(
                                            "ingress",
                                            "ingress",
                                            "it shapes what comes in",
                                            Slot.number("TCA_CAKE_INGRESS").as(n -> n != 0, b -> b ? 1L : 0L))
                                    .spelt(on -> on ? "ingress" : "egress"),
                            number("memory", "memlimit", "TCA_CAKE_MEMORY", "most bytes that wait"))),
            kind("drr", "classes in turns", Fields.of(Set.of())),
            kind(
                    "hfsc",
                    "classes with curves of service",
                    Fields.of(
                            Set.of(),
                            Field.of(
                                            "default",
                                            "default",
                                            Handle.OF_MINOR,
                                            "the class of packets that no filter classifies",
                                            Slot.header("defcls"))
                                    .otherwise(0)
                                    .shown(Integer::toHexString)
                                    .spelt(minor -> "default " + Integer.toHexString(minor)))),
            kind(
                    "ets",
                    "strict bands, and bands in turns",
                    Fields.of(
                            Set.of(),
                            Field.of(
                                    "bands",
                                    "bands",
                                    Reader.integer(1, 16),
                                    "how many",
                                    Slot.integer("TCA_ETS_NBANDS")),
                            Field.of(
                                    "strict",
                                    "strict",
                                    Reader.integer(0, 16),
                                    "how many of them are strict",
                                    Slot.integer("TCA_ETS_NSTRICT")))),
            kind(Qdiscs.INGRESS, "a place for filters of packets that come in", Fields.of(Set.of())),
            kind(Qdiscs.CLSACT, "places for filters of packets that come in and go out", Fields.of(Set.of())));

    private QueueKinds() {}

    private static QdiscKind<Values> kind(String name, String summary, Fields fields) {
        return QdiscKind.of(name, summary, fields);
    }

    private static Fields codel(String prefix) {
        String table = "TCA_" + prefix + "_";
        List<Field<?>> fields = new ArrayList<>(List.of(
                number("limit", "limit", table + "LIMIT", "most packets that wait"),
                time("target", "target", table + "TARGET", "time that packets may wait"),
                time("interval", "interval", table + "INTERVAL", "time in which one has to wait no longer than that"),
                switched("ecn", table + "ECN", "packets are marked instead of dropped"),
                time("ceThreshold", "ce_threshold", table + "CE_THRESHOLD", "time after which packets are marked")));
        if (prefix.startsWith("FQ")) {
            fields.add(1, number("flows", "flows", table + "FLOWS", "most flows; only when it is made"));
            // the kernel takes more memory for 2 GiB (net/sched/sch_fq_codel.c)
            Reader<Long> memory = Reader.number(1, 1L << 31).as(Type.SIZE);
            fields.add(2, number("quantum", "quantum", TURN, table + "QUANTUM", "bytes of a flow in a turn"));
            fields.add(number("memoryLimit", "memory_limit", memory, table + "MEMORY_LIMIT", "most bytes that wait"));
        }
        return new Fields(List.copyOf(fields), Set.of());
    }

    private static Field<Integer> headed(String name, String summary) {
        return headed(name, 1, Integer.MAX_VALUE, summary);
    }

    /** An option that is a field of the structure in front of the message. */
    static Field<Integer> headed(String name, int least, int most, String summary) {
        return Field.of(name, name, Reader.integer(least, most), summary, Slot.header(name));
    }

    private static Field<Long> number(String name, String word, String attribute, String summary) {
        return number(name, word, summary.contains("bytes") ? SIZE : COUNT, attribute, summary);
    }

    private static Field<Long> number(String name, String word, Reader<Long> reader, String attribute, String summary) {
        return Field.of(name, word, reader, summary, Slot.number(attribute));
    }

    private static Field<Long> rate(String name, String word, Reader<Long> reader, String attribute, String summary) {
        return Field.of(
                        name,
                        word,
                        reader,
                        summary,
                        Slot.number(attribute).unless(0L).unless(MOST))
                .spelt(bytes -> word + " " + bytes * 8 + "bit")
                .shown(bytes -> new Rate(bytes * 8));
    }

    /** A time option in microseconds. */
    private static Field<Duration> time(String name, String word, String attribute, String summary) {
        return Field.of(
                        name,
                        word,
                        Reader.duration("5.ms"),
                        summary,
                        Slot.number(attribute).unless(MOST).as(QueueKinds::microseconds, d -> d.toNanos() / 1000))
                .spelt(d -> word + " " + d.toNanos() / 1000 + "us");
    }

    /** Converts the kernel's value, which counts in units of 1024 ns and is a microsecond too low. */
    private static Duration microseconds(long count) {
        return Duration.ofNanos((count % 100 == 99 ? count + 1 : count) * 1000);
    }

    private static Field<Boolean> switched(String name, String attribute, String summary) {
        return Field.flag(name, name, summary, Slot.number(attribute).as(n -> n != 0, on -> on ? 1L : 0L))
                .spelt(on -> on ? name : "no" + name);
    }

    private static Field<String> named(String name, String attribute, String summary, List<String> words) {
        return Field.of(
                        name,
                        "",
                        Reader.choice(words.toArray(String[]::new)),
                        summary,
                        Slot.number(attribute)
                                .as(n -> n < words.size() ? words.get(n.intValue()) : n.toString(), word ->
                                        (long) words.indexOf(word)))
                .spelt(word -> word.toLowerCase(Locale.ROOT));
    }

    private static Reader<List<Integer>> bands() {
        String example = "[1, 2, 2, 2, 1, 2, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1]";
        return Reader.listOf(Reader.integer(0, 15), example);
    }

    private static Slot<List<Integer>> priomap() {
        return new Slot<>(
                Set.of(),
                message -> {
                    List<Integer> bands = new ArrayList<>();
                    for (int i = 0; i < USUAL_BANDS.size(); i++) {
                        bands.add(message.header().integer("priomap" + i));
                    }
                    return Optional.of(bands);
                },
                (message, bands) -> {
                    Attributes written = message;
                    for (int i = 0; i < USUAL_BANDS.size(); i++) {
                        int band = i < bands.size() ? bands.get(i) : 0;
                        written = written.headed(written.header().with("priomap" + i, band));
                    }
                    return written;
                });
    }
}
