package nsx.dsl.op.queue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.field.Field;
import nsx.dsl.op.field.Fields;
import nsx.dsl.op.field.Resend;
import nsx.dsl.op.field.Values;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.netlink.Attributes;
import nsx.netlink.Flags;
import nsx.process.Program;
import nsx.rtnl.Classifiers;
import nsx.rtnl.Qdisc;
import nsx.rtnl.Rtm;
import nsx.rtnl.TrafficClass;

/** Changes of the classes of a device's qdiscs. */
public record ClassOperations(Here here, String device) {
    /** The assumed greatest size of an Ethernet packet in bytes, as in tc. */
    private static final long USUAL_BURST = 1600;

    /** The sizes of a class, each with the rate that it depends on. */
    private static final Map<Field<Long>, Field<Long>> SIZES =
            Map.of(ClassFields.BURST, ClassFields.RATE, ClassFields.CBURST, ClassFields.CEIL);

    public static final Parameter<Integer> ID =
            Parameter.required("class", Handle.OF_CLASS, "its number: that of its qdisc, and its own");
    private static final Parameter<Integer> PARENT = Parameter.named(
                    "parent", Handle.OF_PARENT, "the class that it hangs on")
            .usually("its qdisc");

    /** The options of {@code qdisc.class}. */
    public static final List<Parameter<?>> OPTIONS = Stream.concat(
                    Stream.of(PARENT), ClassFields.ALL.parameters().stream())
            .toList();

    /** The names of the facts that a class can have. */
    public static final List<String> FACTS = ClassFields.ALL.names();

    /** The {@link #FACTS} of a class. */
    public static Map<String, Object> facts(TrafficClass of) {
        Map<String, Object> facts = ClassFields.ALL.facts(of.options());
        facts.remove(Fields.OTHER);
        return facts;
    }

    /** The classes of one device. */
    public static List<TrafficClass> all(Here here, int index) {
        return Devices.rtnl(here).dump(Classifiers.dumpClasses(index)).decode(TrafficClass::decode);
    }

    /** The options without sizes that equal the defaults. */
    public static Values withoutUsualSizes(Values is) {
        Values said = is;
        for (Field<Long> size : SIZES.keySet()) {
            said = isSize(size, is, USUAL_BURST) ? said.without(size) : said;
        }
        return said;
    }

    /** Whether a size of a class equals this many bytes; the kernel stores sizes as transmission times in ticks. */
    private static boolean isSize(Field<Long> size, Values is, long bytes) {
        long rate = is.find(SIZES.get(size)).orElse(0L);
        return rate > 0
                && is.find(size)
                        .filter(b -> QdiscOperations.clock().transmission(rate, b)
                                == QdiscOperations.clock().transmission(rate, bytes))
                        .isPresent();
    }

    /** The default quantum of htb (sch_htb.c, htb_change_class; r2q is 10). */
    public static long usualQuantum(long rate) {
        return Math.max(1000, Math.min(200_000, rate / 10));
    }

    /** Whether classes of this kind are created by users; others come with their qdisc. */
    public static boolean isMade(String kind) {
        return ClassFields.OF.containsKey(kind);
    }

    private int index() {
        return Devices.get(here, device).index();
    }

    public Optional<TrafficClass> find(int id) {
        return new DeviceQdiscs(here, index()).ofClass(id);
    }

    /** The operations that ensure the class; none if it exists with the requested options. */
    public List<Operation> ensure(int id, Arguments options) {
        int major = id & Qdisc.MAJOR;
        String kind = Optional.of(major)
                .filter(handle -> handle != 0)
                .flatMap(new DeviceQdiscs(here, index())::kind)
                .orElseThrow(() -> new NsxException(device + " has no qdisc " + Qdisc.handleText(id & Qdisc.MAJOR))
                        .at(Qdisc.handleText(id))
                        .hint("make it first, such as qdisc '" + device + "', handle: '"
                                + Qdisc.handleText(id & Qdisc.MAJOR) + "', htb: [:]"));
        Values asked = ClassFields.ALL.read(options);
        check(kind, asked, options);
        Optional<TrafficClass> is = find(id);
        Optional<Values> has = is.map(c -> ClassFields.ALL.read(c.options()));
        if (has.filter(h -> isMet(asked, h)).isPresent()) {
            return List.of();
        }
        Values wanted = has.map(h -> h.with(asked)).orElse(asked);
        int parent = options.find(PARENT).orElse(is.map(TrafficClass::parent).orElse(id & Qdisc.MAJOR));
        return List.of(set(kind, id, parent, wanted, is));
    }

    /** Rejects what classes of a kind cannot have. */
    static void check(String kind, Values asked, Arguments options) {
        if (!isMade(kind)) {
            throw new NsxException("a qdisc " + kind + " takes no classes")
                    .at("class")
                    .hint("htb, hfsc and drr take some");
        }
        for (Field<?> field : ClassFields.ALL.lines()) {
            if (asked.has(field) && !ClassFields.OF.get(kind).contains(field)) {
                throw options.wrong(field.parameter(), "not for classes of " + kind);
            }
        }
        if (kind.equals("drr")) {
            asked.find(ClassFields.QUANTUM)
                    .filter(bytes -> QueueKinds.TURN.read(bytes).isEmpty())
                    .ifPresent(bytes -> {
                        throw options.wrong(ClassFields.QUANTUM.parameter(), QueueKinds.TURN.wanted());
                    });
        } else if (!asked.has(ClassFields.RATE)) {
            throw options.missing(ClassFields.RATE.parameter());
        }
        SIZES.forEach((size, rate) -> asked.find(size)
                .ifPresent(bytes -> asked.find(rate)
                        .or(() -> asked.find(ClassFields.RATE))
                        .ifPresent(r -> QdiscKinds.checkBurst(size.parameter(), r, bytes, options))));
    }

    private static boolean isMet(Values asked, Values is) {
        boolean sizes = SIZES.keySet().stream()
                .allMatch(size -> asked.find(size).map(b -> isSize(size, is, b)).orElse(true));
        if (!sizes) {
            return false;
        }
        Values rest = asked.without(ClassFields.BURST, ClassFields.CBURST);
        return rest.all().entrySet().stream()
                .allMatch(e -> e.getValue().equals(is.all().getOrDefault(e.getKey(), 0)));
    }

    private Operation set(String kind, int id, int parent, Values wanted, Optional<TrafficClass> before) {
        Supplier<Operation> again = () -> set(kind, id, parent, wanted, before);
        String text = Qdisc.handleText(id);
        return new Operation(
                here.context(),
                new Operation.Netlink(
                        () -> Classifiers.set(kind, Rtm.NEWTCLASS, Flags.CREATE | Flags.REPLACE, index(), parent, id)
                                .put("TCA_OPTIONS", options(kind, wanted))),
                "tc class replace dev " + Program.quoted(device) + " " + Handle.parentWords(parent) + " classid " + text
                        + " " + words(kind, wanted),
                "set class " + text + " of " + device + " to " + ClassFields.ALL.words(wanted),
                () -> List.of(before.map(b -> restore(b, again)).orElseGet(() -> remove(kind, id, parent, again))));
    }

    private static String words(String kind, Values wanted) {
        if (!kind.equals("hfsc")) {
            return kind + " " + ClassFields.ALL.words(wanted);
        }
        return "hfsc sc rate " + wanted.find(ClassFields.RATE).orElse(0L) * 8 + "bit"
                + wanted.find(ClassFields.CEIL)
                        .map(ceil -> " ul rate " + ceil * 8 + "bit")
                        .orElse("");
    }

    private static Attributes options(String kind, Values wanted) {
        Attributes none = Classifiers.classOptions(kind);
        long rate = wanted.find(ClassFields.RATE).orElse(0L);
        long ceil = wanted.find(ClassFields.CEIL).orElse(rate);
        return switch (kind) {
            case "htb" ->
                Classifiers.htb(
                        none,
                        rate,
                        ceil,
                        wanted.find(ClassFields.BURST).orElse(USUAL_BURST),
                        wanted.find(ClassFields.CBURST).orElse(USUAL_BURST),
                        wanted.find(ClassFields.PRIO).orElse(0),
                        wanted.find(ClassFields.QUANTUM).orElse(0L),
                        QdiscOperations.clock());
            case "hfsc" ->
                Classifiers.hfsc(none, rate, wanted.find(ClassFields.CEIL).orElse(0L));
            default -> none.put("TCA_DRR_QUANTUM", wanted.find(ClassFields.QUANTUM));
        };
    }

    private Operation remove(String kind, int id, int parent, Supplier<Operation> again) {
        String text = Qdisc.handleText(id);
        return new Operation(
                here.context(),
                Operation.Netlink.deletion(() -> Classifiers.set(kind, Rtm.DELTCLASS, 0, index(), parent, id)),
                "tc class delete dev " + Program.quoted(device) + " classid " + text,
                "delete class " + text + " of " + device,
                () -> List.of(again.get()));
    }

    public Operation delete(TrafficClass is) {
        return remove(is.kind(), is.handle(), is.parent(), () -> restore(is));
    }

    Operation restore(TrafficClass is) {
        return restore(is, () -> delete(is));
    }

    private Operation restore(TrafficClass is, Supplier<Operation> undo) {
        String text = Qdisc.handleText(is.handle());
        return new Operation(
                here.context(),
                new Operation.Netlink(() -> Resend.of(
                        "restore class " + text,
                        Rtm.NEWTCLASS,
                        Flags.CREATE | Flags.REPLACE,
                        is.all(),
                        header -> header.with("tcm_ifindex", index())
                                .with("tcm_info", 0)
                                .with("tcm_parent", parent(is)),
                        QdiscTree.REPORTED)),
                "tc class replace dev " + Program.quoted(device) + " " + Handle.parentWords(parent(is)) + " classid "
                        + text + " " + words(is.kind(), ClassFields.ALL.read(is.options())),
                "restore class " + text + " of " + device,
                () -> List.of(undo.get()));
    }

    /** The parent; a top-level class is a child of its qdisc. */
    private static int parent(TrafficClass is) {
        return is.parent() == Qdisc.ROOT ? is.handle() & Qdisc.MAJOR : is.parent();
    }
}
