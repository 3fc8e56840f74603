package nsx.dsl.value.network;

import java.util.List;
import java.util.Map;
import nsx.dsl.change.Deletable;
import nsx.dsl.op.queue.FilterOperations;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Here;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.OneOf;
import nsx.dsl.shape.Table;
import nsx.rtnl.Classifiers;
import nsx.rtnl.Qdisc;
import nsx.rtnl.TrafficFilter;

/** A filter of a qdisc at the time when it was read. */
public final class FilterValue implements Facts, Deletable {
    /** Its facts, and the columns of its table. */
    public static final List<String> FACTS =
            List.of("device", "parent", "priority", "protocol", "kind", "match", "flow", "action");

    private final Here here;
    private final String device;
    private final TrafficFilter filter;
    private final Map<String, Object> facts;

    public FilterValue(Here here, DeviceNames names, TrafficFilter filter) {
        this.here = here;
        this.device = names.get(filter.index());
        this.filter = filter;
        this.facts = FilterOperations.facts(filter, names);
    }

    /** The filters of all devices of a network namespace. */
    public static Table<FilterValue> all(Here here) {
        DeviceNames names = DeviceNames.of(here);
        List<FilterValue> rows = FilterOperations.all(here).stream()
                .map(f -> new FilterValue(here, names, f))
                .toList();
        return Table.of(FilterValue.class, FACTS, rows);
    }

    /** The name of the device. */
    public String getDevice() {
        return device;
    }

    /** Where it is attached: in, out, or a qdisc or class. */
    public String getParent() {
        return switch (filter.parent()) {
            case Classifiers.IN -> "in";
            case Classifiers.OUT -> "out";
            default -> Qdisc.handleText(filter.parent());
        };
    }

    /** The order in which it is tried; the lowest is the first. */
    public int getPriority() {
        return filter.priority();
    }

    /** The protocol of the packets that it sees: ip, ipv6, all, or a number in hexadecimal. */
    public String getProtocol() {
        return switch (filter.protocol()) {
            case TrafficFilter.IPV4 -> "ip";
            case TrafficFilter.IPV6 -> "ipv6";
            case TrafficFilter.ALL -> "all";
            default -> String.format("0x%04x", filter.protocol());
        };
    }

    /** The kind: u32, flower, matchall, fw, bpf, … */
    @OneOf(from = ClassifierNames.class)
    public String getKind() {
        return filter.kind();
    }

    /** Its conditions; null if it takes every packet, or if nsx does not know its options. */
    public String getMatch() {
        return (String) facts.get("match");
    }

    /** The class that packets go into; null without one. */
    public String getFlow() {
        return (String) facts.get("class");
    }

    /** Its actions, separated by commas; null if it only assigns a class. */
    public String getAction() {
        return (String) facts.get("action");
    }

    /** Removes it; fails when it no longer exists. */
    @Override
    public void delete() {
        here.session().change(List.of(new FilterOperations(here, device).delete(filter)));
    }

    @Override
    public List<String> facts() {
        return FACTS;
    }

    @Override
    public String toString() {
        return filter.kind() + " " + filter.priority() + " on " + device;
    }
}
