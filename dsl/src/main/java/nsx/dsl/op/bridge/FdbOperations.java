package nsx.dsl.op.bridge;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.field.Changes;
import nsx.dsl.op.field.Values;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Foresight;
import nsx.dsl.session.Here;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.netlink.Attributes;
import nsx.netlink.Flags;
import nsx.netlink.Ip;
import nsx.netlink.NetlinkException;
import nsx.netlink.Request;
import nsx.process.Program;
import nsx.rtnl.Link;
import nsx.rtnl.Neighbour;
import nsx.rtnl.Neighbours;
import nsx.rtnl.Rtm;
import nsx.rtnl.kind.Kinds;
import nsx.sys.Errno;

/**
 * Changes of forwarding tables: the bridge port for a MAC address or, with {@code self}, an entry of a device's own table, such
 * as that of a vxlan.
 */
public record FdbOperations(Here here, String device) implements Changes<FdbDescription> {
    private static final String STATE = "IFLA_BRPORT_STATE";

    /** The parameters of {@code fdb} except MAC address and device. */
    public static final List<Parameter<?>> OPTIONS = FdbFields.ALL.parameters();

    /** The names of all facts of a forwarding entry except its address, device and state. */
    public static final List<String> FACTS = FdbFields.ALL.names().stream()
            .filter(name -> !name.equals(FdbFields.STATE.name()))
            .toList();

    /** The {@link #FACTS} that an entry has, by name. */
    public static Map<String, Object> facts(Neighbour entry) {
        Map<String, Object> facts = FdbFields.ALL.facts(FdbDescription.flagged(entry));
        facts.remove(FdbFields.STATE.name());
        return facts;
    }

    public static List<Neighbour> all(Here here) {
        return Devices.rtnl(here).dump(Neighbours.dumpFdb()).decode(Neighbour::decode);
    }

    /** The entries of the device of this index: of its own table, and those of its bridge that lead to it. */
    public static List<Neighbour> on(Here here, int index) {
        return Devices.rtnl(here).dump(Neighbours.dumpFdb(index)).decode(Neighbour::decode).stream()
                .filter(entry -> entry.index() == index)
                .toList();
    }

    /** Whether a vxlan made the entry by itself: it leads to the option {@code remote} for all addresses without one. */
    public static boolean isOfRemote(Neighbour entry, Link link) {
        Optional<Object> remote = Kinds.of(link.kind(), link.data())
                .filter(kind -> !link.data().entries().isEmpty())
                .map(kind -> kind.values(link.data()).get("remote"));
        return entry.mac().filter("00:00:00:00:00:00"::equals).isPresent()
                && remote.isPresent()
                && entry.all()
                        .findAddress("NDA_DST")
                        .filter(to -> to.equals(remote.get()) || Ip.text(to).equals(remote.get()))
                        .isPresent();
    }

    private Link link(String name) {
        return Devices.get(here, name);
    }

    /**
     * The operations that make the entry exist, static without {@code state:}; none if it does. In a bridge an address
     * belongs to one port.
     */
    public List<Operation> ensure(String mac, Arguments options) {
        Link link = link(device);
        FdbDescription wanted = FdbDescription.of(mac, device, asked(options, link));
        if (!wanted.isSelf() && link.master().isEmpty()) {
            throw new NsxException("cannot add forwarding entry " + wanted + " to " + device)
                    .because(device + " is not a port of a bridge")
                    .at(device)
                    .hint("make it a port with link('" + device + "').master('…'), or write self: true");
        }
        checkOptions(wanted, options, link);
        List<FdbDescription> same = same(wanted, link).toList();
        boolean there = same.stream()
                .anyMatch(is -> is.device().equals(device) && is.values().meet(wanted.values()));
        if (there) {
            return List.of();
        }
        if (wanted.isGroup() && !same.isEmpty()) {
            return List.of(make(Act.APPEND, wanted));
        }
        return List.of(
                same.stream().findFirst().map(is -> set(is, wanted.over(is))).orElseGet(() -> make(Act.ADD, wanted)));
    }

    /** Rejects what a vxlan ignores (drivers/net/vxlan): a VLAN, and the number of a network if it carries only one. */
    private static void checkOptions(FdbDescription wanted, Arguments options, Link link) {
        boolean ignored =
                wanted.values().has(FdbFields.EXTERN_LEARN) && wanted.state().equals("static");
        if (ignored && !wanted.isSelf()) {
            throw options.wrong(FdbFields.STATE.parameter(), "dynamic or permanent for what a program has learnt");
        }
        checkLearning(wanted, link);
        boolean vxlan = wanted.isSelf() && link.kind().equals("vxlan");
        if (vxlan && options.has(FdbFields.VLAN.parameter())) {
            throw options.wrong(FdbFields.VLAN.parameter(), "for ports of a bridge only");
        }
        if (vxlan && options.has(FdbFields.SRC_VNI.parameter()) && !link.data().truth("IFLA_VXLAN_COLLECT_METADATA")) {
            throw options.wrong(FdbFields.SRC_VNI.parameter(), "for a vxlan that is external only");
        }
    }

    /** Rejects an entry that ages on a port that does not learn, which the kernel calls a lack of rights (br_fdb.c). */
    private static void checkLearning(FdbDescription wanted, Link link) {
        Attributes port = link.slaveData();
        String state = port.table().find(STATE).isPresent() && port.has(STATE) ? port.string(STATE) : "";
        boolean ages = wanted.state().equals("dynamic") && !wanted.values().has(FdbFields.EXTERN_LEARN);
        if (ages && !wanted.isSelf() && !List.of("", "learning", "forwarding").contains(state)) {
            throw new NsxException("cannot add forwarding entry " + wanted + " to " + link.name())
                    .because("the port is " + state + ", and an entry that ages needs one that learns")
                    .at("state")
                    .hint("set the bridge and the port up first: link('" + link.name() + "').up()");
        }
    }

    /**
     * The requested values: an entry is in the device's own table unless the device is a bridge port; an entry with a
     * remote host always is.
     */
    private static Values asked(Arguments options, Link link) {
        boolean leads = options.has(FdbFields.TO.parameter()) || options.has(FdbFields.NEXTHOP.parameter());
        boolean self = options.find(FdbFields.SELF.parameter())
                .orElse(leads || link.master().isEmpty());
        if (!self && leads) {
            throw new NsxException("to: is only for the table of the vxlan itself")
                    .at("to")
                    .hint("leave self: false out");
        }
        return FdbFields.ALL.read(options).with(FdbFields.SELF, self).affirmed();
    }

    /** The entries of this address in the same table, for a bridge of all ports. */
    private Stream<FdbDescription> same(FdbDescription wanted, Link link) {
        Optional<Integer> vlan = wanted.values().find(FdbFields.VLAN);
        List<Neighbour> some = wanted.isSelf() ? on(here, link.index()) : inBridge(wanted.mac(), link, vlan);
        DeviceNames names = DeviceNames.of(here, some.stream().mapToInt(Neighbour::index));
        return some.stream()
                .filter(n -> n.mac().filter(wanted.mac()::equals).isPresent())
                .filter(n -> wanted.isSelf()
                        ? n.index() == link.index() && FdbDescription.isOfDevice(n)
                        : n.master().equals(link.master()))
                .map(n -> FdbDescription.of(n, names.get(n.index())))
                .filter(is -> is.values().find(FdbFields.VLAN).equals(vlan));
    }

    /** The entry of an address in the bridge of a port, for which the kernel is asked; in a plan among all entries. */
    private List<Neighbour> inBridge(String mac, Link port, Optional<Integer> vlan) {
        if (here.session().foresight() != Foresight.NONE) {
            return all(here);
        }
        try {
            OptionalInt number = vlan.isPresent() ? OptionalInt.of(vlan.get()) : OptionalInt.empty();
            return Devices.rtnl(here).find(Neighbours.getFdb(port.index(), mac, number)).map(Neighbour::decode).stream()
                    .toList();
        } catch (NetlinkException e) {
            if (Errno.of(e.errno()) == Errno.ENOENT) {
                return List.of();
            }
            throw e;
        }
    }

    /** The entry of this address on the device that the options describe; empty without one. */
    public Optional<Neighbour> find(String mac, Arguments options) {
        Link link = link(device);
        Values given = FdbFields.ALL.given(options).without(FdbFields.SELF);
        Optional<Neighbour> asked =
                link.master().isPresent() && !asked(options, link).has(FdbFields.SELF)
                        ? find(inBridge(mac, link, given.find(FdbFields.VLAN)), mac, link, given)
                        : Optional.empty();
        return asked.or(() -> find(on(here, link.index()), mac, link, given));
    }

    private static Optional<Neighbour> find(List<Neighbour> some, String mac, Link link, Values given) {
        return some.stream()
                .filter(n ->
                        n.index() == link.index() && n.mac().filter(mac::equals).isPresent())
                .filter(n -> FdbFields.ALL.read(n.all()).meet(given))
                .findFirst();
    }

    public Operation delete(Neighbour entry) {
        return delete(FdbDescription.of(
                entry, DeviceNames.of(here, IntStream.of(entry.index())).get(entry.index())));
    }

    @Override
    public Request request(Act act, FdbDescription entry) {
        return new Request(
                (act == Act.SET ? Act.ADD : act) + " forwarding entry " + entry.mac(),
                Request.ROUTE,
                act.makes() ? Rtm.NEWNEIGH : Rtm.DELNEIGH,
                flags(act),
                entry.message(link(entry.device()).index()));
    }

    private static int flags(Act act) {
        return switch (act) {
            case ADD, PREPEND -> Flags.CREATE | Flags.EXCL;
            case APPEND -> Flags.CREATE | Flags.APPEND;
            case SET, RESTORE -> Flags.CREATE | Flags.REPLACE;
            case CHANGE -> Flags.REPLACE;
            case DELETE -> 0;
        };
    }

    @Override
    public String command(Act act, FdbDescription entry) {
        String words = FdbFields.ALL.words(entry.values());
        boolean self = entry.isSelf();
        return "bridge fdb " + (act == Act.SET || act == Act.RESTORE ? "replace" : act) + " " + entry.mac() + " dev "
                + Program.quoted(entry.device())
                + (words.isEmpty() ? "" : " " + words)
                + (self ? " self" : " master")
                + (act.makes() ? " " + entry.state() : "");
    }

    @Override
    public String prose(Act act, FdbDescription entry) {
        String end = switch (act) {
            case DELETE -> " from ";
            case RESTORE -> " of ";
            default -> " to ";
        };
        return act + " forwarding entry " + entry + end + entry.device();
    }
}
