package nsx.dsl.op.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import nsx.dsl.change.Operation;
import nsx.dsl.op.address.AddressDescription;
import nsx.dsl.op.address.AddressOperations;
import nsx.dsl.op.address.NeighbourDescription;
import nsx.dsl.op.address.NeighbourOperations;
import nsx.dsl.op.address.NetworkTables;
import nsx.dsl.op.address.WhileDown;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.netlink.Attributes;
import nsx.ns.Namespace;
import nsx.process.Program;
import nsx.rtnl.Address;
import nsx.rtnl.Family;
import nsx.rtnl.Link;
import nsx.rtnl.LinkChange;
import nsx.rtnl.Links;
import nsx.rtnl.kind.BridgePort;
import nsx.rtnl.kind.Kind;

/**
 * Changes of a device, which is looked up by name at execution, because an earlier operation of the line may create
 * it and its index is unknown until then.
 */
public record LinkOperations(Here here, String name, OptionalInt known) {
    /** The index of the loopback device in every network namespace. */
    private static final int LOOPBACK = 1;

    public LinkOperations(Here here, String name) {
        this(here, name, OptionalInt.empty());
    }

    /** Changes of an existing device, whose index is known. */
    public static LinkOperations of(Here here, Link link) {
        return new LinkOperations(here, link.name(), OptionalInt.of(link.index()));
    }

    private int index() {
        return known.orElseGet(() -> Devices.get(here, name).index());
    }

    private Operation change(
            Function<LinkChange, LinkChange> change, String command, String prose, Supplier<List<Operation>> undo) {
        return new Operation(
                here.context(),
                new Operation.Netlink(
                        () -> change.apply(Links.set(index(), name)).request()),
                "ip link set " + Program.quoted(name) + " " + command,
                prose,
                undo);
    }

    public Operation up() {
        AtomicReference<WhileDown> before = new AtomicReference<>();
        return change(c -> remembering(before, c).up(), "up", "set " + name + " up", () -> {
            List<Operation> all = new ArrayList<>(List.of(down()));
            if (before.get() != null && before.get().isBareLoopback()) {
                AddressOperations addresses = new AddressOperations(here, name);
                loopback().forEach(a -> all.add(addresses.delete(AddressDescription.of(a))));
            }
            // last, because neighbours also disappear with the last address
            Optional.ofNullable(before.get()).ifPresent(was -> all.addAll(was.restore(Devices.get(here, name))));
            return all;
        });
    }

    /**
     * Reads the device's configuration right before it goes up, because an earlier operation of the line may have
     * changed it.
     */
    private LinkChange remembering(AtomicReference<WhileDown> before, LinkChange change) {
        if (here.session().remembers()) {
            Devices.find(here, name).filter(link -> !link.up()).ifPresent(link -> before.set(WhileDown.of(here, link)));
        }
        return change;
    }

    /** The address that the kernel gives the loopback device when it goes up, and leaves when it goes down. */
    private List<Address> loopback() {
        return AddressOperations.all(here, Family.INET).stream()
                .filter(a -> a.index() == LOOPBACK && a.prefix().equals(WhileDown.LOOPBACK))
                .toList();
    }

    public Operation down() {
        Optional<LinkMemory> memory = here.session().remembers()
                ? Devices.find(here, name).map(link -> LinkMemory.of(here, link))
                : Optional.empty();
        return change(
                LinkChange::down,
                "down",
                "set " + name + " down",
                () -> memory.map(LinkMemory::refill).orElseGet(() -> List.of(up())));
    }

    public Operation rename(String after) {
        LinkOperations renamed = new LinkOperations(here, after);
        return change(
                c -> c.name(after),
                "name " + Program.quoted(after),
                "rename " + name + " to " + after,
                () -> List.of(renamed.rename(name)));
    }

    /** Sets a property; {@code before} is the old value, or null for a device that the same line creates. */
    public Operation set(LinkProperty property, Object before, Object after) {
        List<Operation> neighbours = before != null && forgets(property) ? neighbours() : List.of();
        return change(
                c -> property.write(c, after),
                property.command(after),
                "set " + property.word() + " of " + name + " to " + after,
                () -> {
                    List<Operation> all = new ArrayList<>();
                    if (before != null) {
                        all.add(set(property, after, before));
                    }
                    all.addAll(neighbours);
                    return all;
                });
    }

    /** Whether the kernel takes the neighbours when it is set (arp_netdev_event of net/ipv4/arp.c, ndisc_netdev_event of IPv6). */
    private static boolean forgets(LinkProperty property) {
        return property == LinkProperty.ARP || property == LinkProperty.MAC;
    }

    /** The operations that give it again the neighbours that somebody gave it. */
    private List<Operation> neighbours() {
        if (!here.session().remembers()) {
            return List.of();
        }
        NeighbourOperations given = new NeighbourOperations(here, name);
        return Devices.find(here, name).stream()
                .flatMap(link -> WhileDown.neighbours(here, link).stream())
                .map(n -> given.restore(NeighbourDescription.of(n)))
                .toList();
    }

    /** Adds the device to a master; {@code before} is the old one, or null for none. */
    public Operation master(String before, String after) {
        List<Operation> again = before != null && here.session().remembers()
                ? PortMemory.of(here, Devices.get(here, name)).joinAgain(here)
                : List.of();
        Optional<String> mac = here.session().remembers()
                ? Devices.find(here, after).filter(Link::isSwitch).flatMap(Link::mac)
                : Optional.empty();
        return change(
                c -> c.master(Devices.get(here, after).index()),
                "master " + Program.quoted(after),
                "put " + name + " into " + after,
                () -> leave(
                        after,
                        mac,
                        again.isEmpty() ? List.of(before == null ? nomaster(after) : master(after, before)) : again));
    }

    /**
     * Removes the device from its master; a bridge without ports gets its own MAC address back, which meanwhile was
     * its first port's.
     */
    private List<Operation> leave(String master, Optional<String> mac, List<Operation> out) {
        List<Operation> all = new ArrayList<>(out);
        if (mac.isPresent() && isLastPort(master)) {
            all.add(new LinkOperations(here, master).set(LinkProperty.MAC, null, mac.get()));
        }
        return all;
    }

    /** Whether it is the only port. The MAC address of a bridge with others is seldom its own, so these are seldom read. */
    private boolean isLastPort(String master) {
        Optional<Link> bridge = Devices.find(here, master).filter(Link::isSwitch);
        return bridge.isPresent()
                && bridge.get().mac().equals(Devices.find(here, name).flatMap(Link::mac))
                && NetworkTables.asking(here).ports(bridge.get()).size() == 1;
    }

    public Operation nomaster(String before) {
        List<Operation> again =
                here.session().remembers() && Devices.find(here, name).isPresent()
                        ? PortMemory.of(here, Devices.get(here, name)).joinAgain(here)
                        : List.of(master(null, before));
        return change(LinkChange::nomaster, "nomaster", "take " + name + " out of " + before, () -> again);
    }

    /** Sets options of the kind; {@code before} contains the old values. */
    public Operation options(Kind kind, Attributes before, Attributes after) {
        return new Operation(
                here.context(),
                new Operation.Netlink(() -> Links.setData(index(), name, kind, after)),
                "ip link set " + Program.quoted(name) + " type " + kind
                        + KindCommand.options(here, kind, kind.said(now(kind), after)),
                "set options of " + kind + " " + name,
                () -> List.of(options(kind, after, before)));
    }

    /** The current options of the kind; none if the device does not exist any more. */
    private Attributes now(Kind kind) {
        return Devices.find(here, name).map(Link::data).orElseGet(kind::data);
    }

    /** Sets the options that the bridge keeps about the device. */
    public Operation port(Attributes before, Attributes after) {
        return new Operation(
                here.context(),
                new Operation.Netlink(() -> Links.setPort(index(), name, after)),
                "ip link set " + Program.quoted(name) + " type bridge_slave"
                        + KindCommand.options(here, BridgePort.KIND, after),
                "set port options of " + name,
                () -> before.isEmpty() ? List.of() : List.of(port(after, before)));
    }

    public Operation addAltname(String altname) {
        return new Operation(
                here.context(),
                new Operation.Netlink(() -> Links.altname(index(), name, altname)),
                "ip link property add dev " + Program.quoted(name) + " altname " + Program.quoted(altname),
                "give " + name + " the other name " + altname,
                () -> List.of(deleteAltname(altname)));
    }

    public Operation deleteAltname(String altname) {
        return new Operation(
                here.context(),
                Operation.Netlink.deletion(() -> Links.deleteAltname(index(), name, altname)),
                "ip link property del dev " + Program.quoted(name) + " altname " + Program.quoted(altname),
                "take the other name " + altname + " from " + name,
                () -> List.of(addAltname(altname)));
    }

    /** Moves the device; the kernel drops its addresses and sets it down. */
    public Operation move(Namespace to, String toName) {
        Operation move = Operation.irreversible(
                here.context(),
                new Operation.Passing(
                        to, fd -> Links.set(index(), name).move(fd).request()),
                "ip link set " + Program.quoted(name) + " netns " + Program.quoted(toName),
                "move " + name + " to " + toName);
        if (!here.session().remembers()) {
            return move.losing("").takenBackBy(() -> List.of(back(to, 0)));
        }
        Link now = Devices.get(here, name);
        LinkMemory memory = LinkMemory.of(here, now);
        return move.losing("").takenBackBy(() -> {
            List<Operation> all = new ArrayList<>(List.of(back(to, now.index())));
            all.addAll(memory.settle());
            return all;
        });
    }

    /** Moves the device back, with its old index if that is free; 0 for any. */
    private Operation back(Namespace from, int index) {
        String home = NetworkName.of(here);
        LinkOperations there = new LinkOperations(here.in(here.context().with(from)), name);
        Operation plain = there.move(here.context().net(), home.isEmpty() ? "1" : home);
        return new Operation(
                plain.context(),
                new Operation.Passing(here.context().net(), fd -> {
                    LinkChange move = Links.set(there.index(), name).move(fd);
                    boolean free = index > 0 && Devices.find(here, index).isEmpty();
                    return (free ? move.index(index) : move).request();
                }),
                plain.command(),
                plain.prose(),
                plain.undo());
    }

    /** Deletes the device; if that may be undone, its full state is remembered first. */
    public Operation delete() {
        Operation delete = Operation.irreversible(
                here.context(),
                Operation.Netlink.deletion(() -> Links.delete(index(), name)),
                "ip link delete " + Program.quoted(name),
                "delete " + name);
        Optional<Link> now = here.session().remembers() ? Devices.find(here, name) : Optional.empty();
        if (now.isEmpty()) {
            return delete;
        }
        LinkMemory memory = LinkMemory.of(here, now.get());
        return memory.missing().isEmpty()
                ? delete.losing("").takenBackBy(memory::make)
                : delete.losing(memory.missing());
    }
}
