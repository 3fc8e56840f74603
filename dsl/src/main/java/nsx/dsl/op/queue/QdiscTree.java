package nsx.dsl.op.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import nsx.dsl.change.Operation;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.rtnl.Classifiers;
import nsx.rtnl.Link;
import nsx.rtnl.Qdisc;
import nsx.rtnl.TrafficClass;
import nsx.rtnl.TrafficFilter;

/**
 * The children of a device's qdiscs: classes, other qdiscs, filters.
 *
 * @param qdiscs the qdiscs of the device, and perhaps of others
 */
public record QdiscTree(Here here, String device, int index, List<Qdisc> qdiscs) {
    /** Attributes of a qdisc, class or filter that the kernel reports but does not accept. */
    static final Set<String> REPORTED = Set.of(
            "TCA_STATS", "TCA_XSTATS", "TCA_STATS2", "TCA_FCNT", "TCA_RATE", "TCA_PAD", "TCA_HW_OFFLOAD", "TCA_CHAIN");

    public QdiscTree(Here here, Link link, List<Qdisc> qdiscs) {
        this(here, link.name(), link.index(), qdiscs);
    }

    /** Reads the tree of a device. */
    static QdiscTree of(Here here, String device) {
        Link link = Devices.get(here, device);
        return new QdiscTree(here, link, DeviceQdiscs.all(here, link));
    }

    /** The operations that restore the children of a recreated qdisc: classes first, then qdiscs, then filters. */
    List<Operation> below(Qdisc qdisc) {
        return remembered(qdisc).stream().map(make -> make.apply(here)).toList();
    }

    /** All manually set qdiscs of the device with their children, to recreate them in a network namespace. */
    public List<Function<Here, Operation>> remembered() {
        List<Function<Here, Operation>> all = new ArrayList<>();
        for (Qdisc qdisc : qdiscs) {
            if (qdisc.index() == index && qdisc.handle() != 0 && DeviceQdiscs.isTop(qdisc)) {
                all.add(there -> new QdiscOperations(there, device).restore(qdisc));
                all.addAll(remembered(qdisc));
            }
        }
        return all;
    }

    private List<Function<Here, Operation>> remembered(Qdisc qdisc) {
        int major = qdisc.handle() & Qdisc.MAJOR;
        List<Function<Here, Operation>> all = new ArrayList<>();
        List<Integer> hooks = new ArrayList<>(Classifiers.hooks(qdisc));
        for (TrafficClass each : classes(index, major)) {
            all.add(there -> new ClassOperations(there, device).restore(each));
            hooks.add(each.handle());
        }
        for (Qdisc child : qdiscs) {
            boolean below = child.index() == index
                    && child.parent() != Qdisc.ROOT
                    && child.parent() != Qdisc.INGRESS
                    && (child.parent() & Qdisc.MAJOR) == major;
            if (below && child.handle() != 0) {
                all.add(there -> new QdiscOperations(there, device).restore(child));
                all.addAll(remembered(child));
            }
        }
        for (int hook : hooks) {
            FilterOperations.all(here, index, hook).stream()
                    .filter(TrafficFilter::selects)
                    .forEach(f -> all.add(there -> new FilterOperations(there, device).restore(f)));
        }
        return all;
    }

    /** The classes that can be created, each after its parent. */
    private List<TrafficClass> classes(int index, int major) {
        List<TrafficClass> left = new ArrayList<>(ClassOperations.all(here, index).stream()
                .filter(c -> (c.handle() & Qdisc.MAJOR) == major && ClassOperations.isMade(c.kind()))
                .sorted(Comparator.comparing(TrafficClass::handle, Integer::compareUnsigned))
                .toList());
        List<TrafficClass> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            List<TrafficClass> ready = left.stream()
                    .filter(c -> left.stream().noneMatch(other -> other.handle() == c.parent()))
                    .toList();
            ordered.addAll(ready);
            left.removeAll(ready);
        }
        return ordered;
    }
}
