package nsx.dsl.op.queue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nsx.dsl.change.Operation;
import nsx.dsl.error.ExitCode;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.field.Resend;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.netlink.Flags;
import nsx.netlink.NetlinkException;
import nsx.process.Program;
import nsx.rtnl.Classifiers;
import nsx.rtnl.Qdisc;
import nsx.rtnl.Rtm;
import nsx.rtnl.TrafficFilter;
import nsx.sys.Errno;

/** Changes of the filters of a device's qdiscs. */
public record FilterOperations(Here here, String device) {
    private static final Parameter<Integer> PARENT = Parameter.named(
                    "parent", Handle.OF_HOOK, "where it stands: packets that come in or go out, or a qdisc")
            .usually("the qdisc of class:, else what comes in");
    private static final Parameter<Integer> PRIORITY = Parameter.named(
                    "priority", Reader.integer(1, 0xffff), "order: the lowest is tried first")
            .usually("after the others");

    /** The options of {@code qdisc.filter}. */
    public static final List<Parameter<?>> OPTIONS = Stream.concat(
                    FilterDescription.PARAMETERS.stream(), Stream.of(PARENT, PRIORITY))
            .toList();

    /** The filters at one attachment point of a device. */
    static List<TrafficFilter> all(Here here, int index, int hook) {
        return all(here, index, hook, 0);
    }

    private static List<TrafficFilter> all(Here here, int index, int hook, int priority) {
        return Devices.rtnl(here).dump(Classifiers.dump(index, hook, priority)).decode(TrafficFilter::decode);
    }

    /** The packet-selecting filters of all qdiscs of a network namespace. */
    public static List<TrafficFilter> all(Here here) {
        List<TrafficFilter> all = new ArrayList<>();
        for (Qdisc qdisc : QdiscOperations.all(here)) {
            if (qdisc.handle() == 0) {
                continue;
            }
            List<Integer> hooks = new ArrayList<>(Classifiers.hooks(qdisc));
            if (qdisc.kind().equals("htb") || qdisc.kind().equals("hfsc")) {
                ClassOperations.all(here, qdisc.index()).stream()
                        .filter(c -> (c.handle() & Qdisc.MAJOR) == qdisc.handle())
                        .forEach(c -> hooks.add(c.handle()));
            }
            hooks.forEach(hook -> all(here, qdisc.index(), hook).stream()
                    .filter(TrafficFilter::selects)
                    .forEach(all::add));
        }
        return all;
    }

    /** The criteria and actions of a filter by name. */
    public static Map<String, Object> facts(TrafficFilter filter, DeviceNames names) {
        Map<String, Object> facts = new LinkedHashMap<>();
        String match = FilterMatch.text(filter);
        facts.put("match", match.isEmpty() ? null : match);
        facts.put("class", filter.classId() == 0 ? null : Qdisc.handleText(filter.classId()));
        List<String> actions = FilterAction.texts(filter, names::get);
        facts.put("action", actions.isEmpty() ? null : String.join(", ", actions));
        return facts;
    }

    private int index() {
        return Devices.get(here, device).index();
    }

    /** The operations that ensure the filter; none if there is an equivalent one. */
    public List<Operation> ensure(Arguments options) {
        FilterDescription wanted = FilterDescription.of(options);
        wanted.action().map(FilterAction::device).ifPresent(d -> Devices.get(here, d));
        int parent = parent(options);
        int priority = options.find(PRIORITY).orElse(0);
        return find(wanted, parent, priority).isPresent() ? List.of() : List.of(make(wanted, parent, priority));
    }

    /** The filter that the options describe. */
    public Optional<TrafficFilter> find(Arguments options) {
        return find(
                FilterDescription.of(options),
                parent(options),
                options.find(PRIORITY).orElse(0));
    }

    private Optional<TrafficFilter> find(FilterDescription wanted, int parent, int priority) {
        DeviceNames names =
                wanted.action().map(FilterAction::device).isPresent() ? DeviceNames.of(here) : DeviceNames.none();
        return all(here, index(), parent, priority).stream()
                .filter(f -> priority == 0 || f.priority() == priority)
                .filter(f -> wanted.isMetBy(f, names::get))
                .findFirst();
    }

    /** The attachment point; throws an error if the device has no such qdisc. */
    private int parent(Arguments options) {
        DeviceQdiscs own = new DeviceQdiscs(here, index());
        List<Qdisc> qdiscs = own.top().stream().filter(q -> q.handle() != 0).toList();
        int parent = options.find(PARENT)
                .or(() -> options.find(FilterDescription.CLASS).map(c -> c & Qdisc.MAJOR))
                .orElseGet(() -> usual(qdiscs));
        boolean there = parent == Classifiers.IN || parent == Classifiers.OUT
                ? qdiscs.stream().anyMatch(q -> Classifiers.hooks(q).contains(parent))
                : (parent & Qdisc.MAJOR) != 0 && own.kind(parent & Qdisc.MAJOR).isPresent();
        if (!there) {
            boolean hook = parent == Classifiers.IN || parent == Classifiers.OUT;
            throw new NsxException(
                            hook
                                    ? device + " has no qdisc for filters of what "
                                            + (parent == Classifiers.IN ? "comes in" : "goes out")
                                    : device + " has no qdisc " + Qdisc.handleText(parent & Qdisc.MAJOR))
                    .at(device)
                    .hint(
                            hook
                                    ? "make it first: qdisc '" + device + "', clsact: [:]"
                                    : "make it first, such as qdisc '" + device + "', handle: '"
                                            + Qdisc.handleText(parent & Qdisc.MAJOR) + "', htb: [:]");
        }
        return parent;
    }

    /** The default attachment point: that for incoming packets, or otherwise the sending qdisc. */
    private static int usual(List<Qdisc> qdiscs) {
        boolean in = qdiscs.stream().anyMatch(q -> Classifiers.hooks(q).contains(Classifiers.IN));
        return in
                ? Classifiers.IN
                : qdiscs.stream()
                        .filter(q -> q.isRoot()
                                && List.of("htb", "hfsc", "drr", "prio").contains(q.kind()))
                        .map(Qdisc::handle)
                        .findFirst()
                        .orElse(Classifiers.IN);
    }

    private Operation make(FilterDescription wanted, int parent, int priority) {
        return new Operation(
                here.context(),
                new Operation.Netlink(() -> Classifiers.u32(
                        index(),
                        parent,
                        priority,
                        wanted.protocol(),
                        wanted.selector(),
                        wanted.classId(),
                        wanted.action().stream()
                                .map(a -> a.message(d -> Devices.get(here, d).index()))
                                .toList())),
                "tc filter add dev " + Program.quoted(device) + " " + Handle.parentWords(parent)
                        + (priority == 0 ? "" : " prio " + priority) + " " + wanted.words(),
                "add filter to " + device + " " + Handle.parentWords(parent) + what(wanted),
                () -> List.of(delete(
                        find(wanted, parent, priority)
                                .orElseThrow(
                                        () -> new NsxException("the filter of " + device + " has gone").at(device)),
                        () -> make(wanted, parent, priority))));
    }

    private static String what(FilterDescription wanted) {
        return wanted.classId().map(c -> ": class " + Qdisc.handleText(c)).orElse("")
                + wanted.action().map(a -> ": " + a.text()).orElse("");
    }

    public Operation delete(TrafficFilter is) {
        return delete(is, () -> restore(is));
    }

    private Operation delete(TrafficFilter is, Supplier<Operation> again) {
        return new Operation(
                here.context(),
                Operation.Netlink.deletion(() -> Classifiers.delete(is)),
                "tc filter delete dev " + Program.quoted(device) + " " + numbered(is),
                "delete filter " + is.priority() + " of " + device,
                () -> List.of(again.get()));
    }

    private static String numbered(TrafficFilter is) {
        return Handle.parentWords(is.parent()) + " prio " + is.priority()
                + String.format(" protocol 0x%04x", is.protocol())
                + " handle " + FilterMatch.handle(is) + " " + is.kind();
    }

    Operation restore(TrafficFilter is) {
        return new Operation(
                here.context(),
                new Operation.Netlink(() -> Resend.of(
                        "restore filter",
                        Rtm.NEWTFILTER,
                        Flags.CREATE | Flags.EXCL,
                        is.settable(),
                        header -> header.with("tcm_ifindex", index()),
                        QdiscTree.REPORTED)),
                "tc filter add dev " + Program.quoted(device) + " " + numbered(is),
                "restore filter " + is.priority() + " of " + device,
                () -> List.of(delete(is)));
    }

    /** Explains a refusal of the kernel: an action whose module is missing is ENOENT. */
    public static NsxException explained(NsxException e, Arguments options) {
        boolean lacking = e.getCause() instanceof NetlinkException refusal && Errno.of(refusal.errno()) == Errno.ENOENT;
        if (!lacking) {
            return e;
        }
        String action = options.has(FilterDescription.POLICE)
                ? "police"
                : options.has(FilterDescription.DROP) ? "gact" : "mirred";
        return e.exit(ExitCode.UNSUPPORTED)
                .hint("this kernel lacks a part of it: cls_u32, or the action act_" + action);
    }
}
