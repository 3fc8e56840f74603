package nsx.rtnl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nsx.netlink.Attributes;
import nsx.netlink.Message;

/**
 * A filter of a qdisc.
 *
 * @param kind u32, flower, matchall, fw, bpf, …
 * @param parent the qdisc or class, or {@link Classifiers#IN} and {@link Classifiers#OUT}
 * @param priority the position, lowest first
 * @param protocol the EtherType: 0x0800 for IPv4, 3 for all
 */
public record TrafficFilter(
        int index, String kind, int handle, int parent, int priority, int protocol, Attributes all) {
    /** The kinds of net/sched in Linux 4.19 to 6.18. */
    public static final List<String> KINDS = List.of(
            "u32", "flower", "matchall", "fw", "bpf", "basic", "cgroup", "flow", "route", "rsvp", "rsvp6", "tcindex");

    public static final int ALL = 3;
    public static final int IPV4 = 0x0800;
    public static final int IPV6 = 0x86dd;

    /** Reads RTM_NEWTFILTER. */
    public static TrafficFilter decode(Message message) {
        Attributes all = Rtm.NEWTFILTER.decode(message);
        int info = all.header().integer("tcm_info");
        return new TrafficFilter(
                all.header().integer("tcm_ifindex"),
                all.string("TCA_KIND", ""),
                all.header().integer("tcm_handle"),
                all.header().integer("tcm_parent"),
                info >>> 16,
                swapped(info & 0xffff),
                all);
    }

    /** Encodes the field of a request: the priority, and the protocol in network order. */
    static int info(int priority, int protocol) {
        return priority << 16 | swapped(protocol);
    }

    private static int swapped(int number) {
        boolean little = java.nio.ByteOrder.nativeOrder() == java.nio.ByteOrder.LITTLE_ENDIAN;
        return little ? Short.toUnsignedInt(Short.reverseBytes((short) number)) : number;
    }

    /** The options; no attributes for a kind whose table nsx lacks. */
    public Attributes options() {
        return Qdisc.options(all);
    }

    /**
     * The attributes in the form that the kernel accepts, without counters and without the handle that the kernel
     * chose.
     */
    public Attributes settable() {
        Attributes left = options();
        for (String end : List.of("FLAGS", "PCNT", "HASH")) {
            String name = prefix() + end;
            left = left.table().find(name).isPresent() ? left.without(name) : left;
        }
        Attributes set = left.isEmpty() ? all : all.set("TCA_OPTIONS", left);
        return kind.equals("u32") ? set.headed(set.header().with("tcm_handle", 0)) : set;
    }

    /** Whether the filter selects packets: u32 lists its hash tables as filters too. */
    public boolean selects() {
        return kind.equals("u32") ? selector().isPresent() : handle != 0;
    }

    /** The fields that a u32 filter compares; empty for another kind. */
    public Optional<Selector> selector() {
        return kind.equals("u32") && options().table().find("TCA_U32_SEL").isPresent()
                ? options()
                        .value("TCA_U32_SEL")
                        .filter(Selector.class::isInstance)
                        .map(Selector.class::cast)
                : Optional.empty();
    }

    /** The class for matching packets; 0 for none. */
    public int classId() {
        String name = prefix() + "CLASSID";
        return options().table().find(name).isPresent() ? options().integer(name, 0) : 0;
    }

    private String prefix() {
        return "TCA_" + kind.toUpperCase(java.util.Locale.ROOT) + "_";
    }

    /** The actions for matching packets, in order. */
    public List<Attributes> actions() {
        String name = prefix() + "ACT";
        if (options().table().find(name).isEmpty()) {
            return List.of();
        }
        List<Attributes> actions = new ArrayList<>();
        for (Object each : options().nested(name).values()) {
            if (each instanceof Attributes action) {
                actions.add(action);
            }
        }
        return actions;
    }
}
