package nsx.dsl.value.network;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.dsl.change.Deletable;
import nsx.dsl.op.queue.FilterOperations;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Here;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Holds;
import nsx.dsl.shape.Holds.Content;
import nsx.dsl.shape.OneOf;
import nsx.dsl.shape.Table;
import nsx.rtnl.Classifiers;
import nsx.rtnl.Qdisc;
import nsx.rtnl.TrafficFilter;

/** A filter of a qdisc at the time when it was read. */
public final class FilterValue implements Facts, Deletable {
    /** The facts of a filter, which are also the columns of the filters' table. */
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
    public static Table<FilterValue> all(Here here, Optional<String> device) {
        DeviceNames names = DeviceNames.of(here);
        List<FilterValue> rows = FilterOperations.all(here).stream()
                .map(f -> new FilterValue(here, names, f))
                .filter(row -> device.map(row.getDevice()::equals).orElse(true))
                .toList();
        return Table.of(FilterValue.class, FACTS, rows);
    }

    /** The name of the device. */
    @Holds(Content.DEVICE)
    public String getDevice() {
        return device;
    }

    /** The attachment point: in, out, or a qdisc or class. */
    public String getParent() {
        return switch (filter.parent()) {
            case Classifiers.IN -> "in";
            case Classifiers.OUT -> "out";
            default -> Qdisc.handleText(filter.parent());
        };
    }

    /** The position among filters; the lowest is tried first. */
    public int getPriority() {
        return filter.priority();
    }

    /** The protocol of the filtered packets: ip, ipv6, all, or a number in hexadecimal. */
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

    /** The conditions; null for a filter of every packet, or if nsx does not know the options. */
    public String getMatch() {
        return (String) facts.get("match");
    }

    /** The class for matching packets; null without one. */
    public String getFlow() {
        return (String) facts.get("class");
    }

    /** The actions, separated by commas; null for a filter that only assigns a class. */
    public String getAction() {
        return (String) facts.get("action");
    }

    /** Deletes the filter; fails if it no longer exists. */
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
