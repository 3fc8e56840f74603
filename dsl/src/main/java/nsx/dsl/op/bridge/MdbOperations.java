package nsx.dsl.op.bridge;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.field.Changes;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.netlink.Ip;
import nsx.netlink.Request;
import nsx.process.Program;
import nsx.rtnl.BridgeVlan;
import nsx.rtnl.Link;
import nsx.rtnl.MulticastGroup;
import nsx.rtnl.MulticastGroup.Group;
import nsx.rtnl.kind.Kinds;

/** Changes of the multicast groups of a bridge, for one of its ports or for the bridge itself (bridge(8), mdb). */
public record MdbOperations(Here here, String device) implements Changes<MdbDescription> {
    private static final String PERMANENT = "permanent";
    /** The state of an entry that ages; bridge(8) says temp. */
    static final String LEARNED = "learned";

    static final Parameter<InetAddress> SOURCE =
            Parameter.named("source", Reader.address(), "only packets of this sender");
    static final Parameter<Integer> VLAN = Parameter.named(
                    "vlan", Reader.integer(1, 4094), "only in this VLAN of the bridge")
            .usually("all VLANs of the port, if the bridge keeps VLANs apart");
    static final Parameter<String> STATE = Parameter.named(
                    "state", Reader.choice(PERMANENT, LEARNED), "a learned entry ages like one that a host asked for")
            .usually("permanent, but learned for the host itself");

    /** The parameters of {@code mdb} except group and device. */
    public static final List<Parameter<?>> OPTIONS = List.of(SOURCE, VLAN, STATE);

    public static List<MulticastGroup> all(Here here) {
        return Devices.rtnl(here).dump(MulticastGroup.dump()).messages().stream()
                .flatMap(message -> MulticastGroup.decode(message).stream())
                .toList();
    }

    /** The permanent entries of a port; none for other devices. */
    public static List<MdbDescription> of(Here here, Link link) {
        DeviceNames names = DeviceNames.of(here, IntStream.concat(IntStream.of(link.index()), link.master().stream()));
        return of(here, List.of(link)).stream()
                .filter(entry -> entry.index() == link.index())
                .map(entry -> MdbDescription.of(entry, names))
                .toList();
    }

    /** The permanent entries of the namespace; none without a bridge or port among the devices. */
    public static List<MulticastGroup> of(Here here, List<Link> links) {
        boolean bridges = links.stream()
                .anyMatch(link -> link.isSwitch()
                        || link.slaveKind().filter(Kinds::isSwitch).isPresent());
        return bridges ? all(here).stream().filter(MulticastGroup::permanent).toList() : List.of();
    }

    /** The operations that make the entry exist, permanent without {@code state:}; none if it does. */
    public List<Operation> ensure(String address, Arguments options) {
        List<MulticastGroup> there = all(here);
        List<Operation> all = new ArrayList<>();
        for (MdbDescription wanted : wanted(address, options)) {
            Optional<MdbDescription> is = find(there, wanted);
            if (is.filter(found -> found.permanent() == wanted.permanent()).isEmpty()) {
                is.ifPresent(found -> all.add(delete(found)));
                all.add(make(Act.ADD, wanted));
            }
        }
        return all;
    }

    /** The entries that the options describe: one, or one for each VLAN, as a bridge with VLANs makes of a request without one. */
    private List<MdbDescription> wanted(String address, Arguments options) {
        Link link = Devices.get(here, device);
        Link bridge = bridge(link, address);
        Group group = group(address, options);
        boolean permanent = isPermanent(link, options);
        Optional<Integer> vlan = options.find(VLAN);
        List<Integer> vlans = vlan.map(List::of)
                .orElseGet(() -> VlanOperations.areApart(bridge)
                        ? VlanOperations.of(here, link).stream()
                                .map(BridgeVlan::id)
                                .toList()
                        : List.of(0));
        return vlans.stream()
                .map(id -> new MdbDescription(bridge.name(), device, group, id, permanent))
                .toList();
    }

    /** Whether an entry is to stay; one of the host itself always ages (br_mdb.c, br_mdb_add_group). */
    private static boolean isPermanent(Link link, Arguments options) {
        Optional<String> state = options.find(STATE);
        if (link.isSwitch() && state.filter(PERMANENT::equals).isPresent()) {
            throw options.wrong(STATE, LEARNED + " for the host itself");
        }
        return !link.isSwitch() && state.filter(LEARNED::equals).isEmpty();
    }

    private static Group group(String address, Arguments options) {
        Optional<InetAddress> source = options.find(SOURCE);
        source.filter(from -> address.split(":").length == 6 && !address.contains("::")
                        || from.getAddress().length != Ip.parse(address).getAddress().length)
                .ifPresent(from -> {
                    throw options.wrong(SOURCE, "an address of the group's family, " + address);
                });
        return new Group(address, source);
    }

    private Link bridge(Link link, String address) {
        return link.isSwitch()
                ? link
                : link.master().stream()
                        .boxed()
                        .flatMap(index -> Devices.find(here, index).stream())
                        .filter(Link::isSwitch)
                        .findFirst()
                        .orElseThrow(() -> new NsxException("cannot add multicast group " + address + " to " + device)
                                .because(device + " is not a port of a bridge")
                                .at(device)
                                .hint("make it a port with link('" + device + "').master('…')"));
    }

    private Optional<MdbDescription> find(List<MulticastGroup> there, MdbDescription wanted) {
        DeviceNames names = DeviceNames.of(here);
        return there.stream()
                .filter(entry -> entry.group().equals(wanted.group()) && entry.vlan() == wanted.vlan())
                .map(entry -> MdbDescription.of(entry, names))
                .filter(entry -> entry.device().equals(wanted.device()))
                .findFirst();
    }

    /** The entries of the device that the options describe. */
    public List<MulticastGroup> find(String address, Arguments options) {
        int index = Devices.get(here, device).index();
        return all(here).stream()
                .filter(entry -> entry.index() == index && entry.group().equals(group(address, options)))
                .filter(entry ->
                        options.find(VLAN).map(vlan -> vlan == entry.vlan()).orElse(true))
                .toList();
    }

    public Operation delete(MulticastGroup entry) {
        return delete(MdbDescription.of(entry, DeviceNames.of(here)));
    }

    @Override
    public Request request(Act act, MdbDescription entry) {
        MulticastGroup group = entry.at(
                Devices.get(here, entry.bridge()).index(),
                Devices.get(here, entry.device()).index());
        return act.makes() ? group.add() : group.delete();
    }

    @Override
    public String command(Act act, MdbDescription entry) {
        return "bridge mdb " + (act.makes() ? "add" : "del") + " dev " + Program.quoted(entry.bridge()) + " port "
                + Program.quoted(entry.device()) + " grp " + entry.group().address()
                + entry.group()
                        .source()
                        .map(source -> " src " + Ip.text(source))
                        .orElse("")
                + (act.makes() ? entry.permanent() ? " permanent" : " temp" : "")
                + (entry.vlan() == 0 ? "" : " vid " + entry.vlan());
    }

    @Override
    public String prose(Act act, MdbDescription entry) {
        return act + " multicast group " + entry + (act == Act.DELETE ? " from " : act == Act.RESTORE ? " of " : " to ")
                + entry.device();
    }
}
