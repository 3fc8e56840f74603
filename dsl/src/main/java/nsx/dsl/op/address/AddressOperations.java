package nsx.dsl.op.address;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.field.Changes;
import nsx.dsl.op.field.Values;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Foresight;
import nsx.dsl.session.Here;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.netlink.Flags;
import nsx.netlink.Request;
import nsx.rtnl.Address;
import nsx.rtnl.AddressListing;
import nsx.rtnl.Addresses;
import nsx.rtnl.Family;
import nsx.rtnl.Link;
import nsx.rtnl.Neighbour;
import nsx.rtnl.Prefix;
import nsx.rtnl.Rtm;

/**
 * Changes of the addresses of a device, which is looked up by name at execution, because an earlier operation of the
 * line may create it.
 */
public record AddressOperations(Here here, String device) implements Changes<AddressDescription> {
    public static final Parameter<Prefix> ADDRESS = Parameter.required(
            "address",
            Reader.prefix(Type.NEW_ADDRESS),
            "an address and the length of its prefix, by default /32 or /128");

    private static final Parameter<Boolean> FORCE = Parameter.flag("force", "add it even if another device has it");

    /** Not by {@link Comparator#comparingInt}, which would generate a class in each run. */
    private static final Comparator<Address> BY_DEVICE = (one, other) -> Integer.compare(one.index(), other.index());

    /** The parameters of {@code address} except the device. */
    public static final List<Parameter<?>> PARAMETERS = Stream.of(
                    List.of(ADDRESS, AddressDescription.PEER), AddressFields.ALL.parameters(), List.of(FORCE))
            .<Parameter<?>>flatMap(List::stream)
            .toList();

    /** The names of all facts of an address except itself, its peer and its device. */
    public static final List<String> FACTS = AddressFields.ALL.names();

    /** The {@link #FACTS} that an address has, by name. */
    public static Map<String, Object> facts(Address address) {
        return AddressFields.ALL.facts(address.all());
    }

    /**
     * The operations that give the device the address; none when it has the address already. The device need not exist yet.
     *
     * @param given the arguments for {@link #PARAMETERS}
     */
    public static List<Operation> ensure(Here here, String device, Arguments given) {
        AddressDescription wanted = AddressDescription.of(given.get(ADDRESS), given);
        AddressOperations operations = new AddressOperations(here, device);
        List<Address> all = at(here, wanted.prefix());
        // read after the addresses: a device that another process creates meanwhile then does not count as a second
        // owner
        int index = Devices.find(here, device).map(Link::index).orElse(-1);
        Optional<Address> same = all.stream()
                .filter(a -> a.index() == index && isSame(a, wanted))
                .findFirst();
        if (same.isPresent()) {
            return operations.agree(same.get(), AddressDescription.given(given));
        }
        if (!given.is(FORCE)) {
            operations.checkUnused(all, index, wanted);
        }
        return List.of(operations.make(Act.ADD, wanted));
    }

    /** The entries of this address, with any prefix length. */
    static List<Address> at(Here here, Prefix prefix) {
        return here.kernel().listed(here.context(), AddressListing.KIND, prefix.address()).stream()
                .sorted(BY_DEVICE)
                .toList();
    }

    /** The addresses of one family: by device, and in the kernel's order on each. */
    public static List<Address> all(Here here, Family family) {
        return Devices.rtnl(here).dump(Addresses.dump(family)).decode(Address::decode).stream()
                .sorted(BY_DEVICE)
                .toList();
    }

    /** The addresses of both families on the device of this index, in the kernel's order. */
    static List<Address> on(Here here, int index) {
        return Stream.of(Family.INET, Family.INET6)
                .flatMap(f -> Devices.rtnl(here).dump(Addresses.dump(f, index)).decode(Address::decode).stream())
                .filter(a -> a.index() == index)
                .toList();
    }

    private static boolean isSame(Address address, AddressDescription wanted) {
        return address.prefix().equals(wanted.prefix())
                && address.peer()
                        .equals(wanted.peer()
                                .filter(p -> !p.equals(wanted.prefix().address())));
    }

    private List<Operation> agree(Address is, Values given) {
        AddressChange change = new AddressChange(is, given);
        if (!change.fixed().isEmpty()) {
            return new Readdress(this, is).operations(change);
        }
        return change.isEmpty() ? List.of() : List.of(set(change.before(), change.after()));
    }

    /** Rejects an address that another device of the namespace has, except single addresses and link-local ones. */
    private void checkUnused(List<Address> all, int index, AddressDescription wanted) {
        for (Address other : all) {
            if (!other.prefix().address().equals(wanted.prefix().address())) {
                continue;
            }
            boolean same = other.index() == index;
            boolean shared =
                    wanted.prefix().isHost() || wanted.prefix().address().isLinkLocalAddress();
            if (same ? wanted.peer().isEmpty() && other.peer().isEmpty() : !shared) {
                String owner = Devices.find(here, other.index()).map(Link::name).orElse("device " + other.index());
                throw new NsxException("cannot add address " + wanted.prefix() + " to " + device)
                        .because(owner + " already has it" + (same ? ", as " + other.prefix() : ""))
                        .at(wanted.prefix())
                        .hint("delete address: '" + other.prefix() + "', dev: '" + owner
                                + "' removes it there; force: true adds it here too");
            }
        }
    }

    private int index() {
        return Devices.get(here, device).index();
    }

    @Override
    public Request request(Act act, AddressDescription address) {
        if (!act.makes()) {
            return Addresses.delete(index(), address.prefix(), address.peer());
        }
        return new Request(
                (act == Act.ADD ? act : Act.SET) + " address " + address.prefix(),
                Request.ROUTE,
                Rtm.NEWADDR,
                Flags.CREATE | (act == Act.ADD ? Flags.EXCL : Flags.REPLACE),
                address.message(index()));
    }

    @Override
    public String command(Act act, AddressDescription address) {
        return act.makes()
                ? address.command(act == Act.ADD ? "add" : "replace", device)
                : address.deleteCommand(device);
    }

    @Override
    public String prose(Act act, AddressDescription address) {
        return switch (act) {
            case ADD -> "add address " + address.prefix() + " to " + device;
            case DELETE -> "delete address " + address.prefix() + " from " + device;
            default -> "set address " + address.prefix() + " of " + device;
        };
    }

    /**
     * Creates the address. Its undo also restores neighbours, because the kernel removes them with a device's last
     * IPv4 address (fib_disable_ip of net/ipv4/fib_frontend.c).
     */
    @Override
    public Operation make(Act how, AddressDescription address) {
        Operation plain = Changes.super.make(how, address);
        return plain.takenBackBy(() -> {
            List<Operation> back = new ArrayList<>(plain.undo().get());
            List<Neighbour> known = address.prefix().family() == Family.INET ? neighbours() : List.of();
            // the addresses of a device can be many, and what goes with the last one is rare
            if (!known.isEmpty() && here(address.prefix()).size() == 1) {
                back.addAll(restore(known));
            }
            return back;
        });
    }

    private List<Neighbour> neighbours() {
        return Devices.find(here, device)
                .map(link -> WhileDown.neighbours(here, link))
                .orElse(List.of());
    }

    private List<Operation> restore(List<Neighbour> neighbours) {
        NeighbourOperations operations = new NeighbourOperations(here, device);
        return neighbours.stream()
                .map(n -> operations.restore(NeighbourDescription.of(n)))
                .toList();
    }

    /**
     * Deletes the address; the undo also restores what the kernel removes with it (secondary addresses, routes,
     * neighbours).
     */
    public Operation delete(Address address) {
        return new Dependents(here).isAlone(address)
                ? deleteOnly(address)
                : deletingAll().apply(address);
    }

    private Operation deleteOnly(Address address) {
        return delete(address, Lost.only(here, device, address), List.of());
    }

    /**
     * Deletes several addresses in one step, one with each call. What may go with all of them is read once, now. A plan assumes that
     * nothing does.
     */
    public Function<Address, Operation> deletingAll() {
        if (here.session().foresight() != Foresight.NONE) {
            return this::deleteOnly;
        }
        Lost lost = Lost.of(here, Devices.get(here, device), NetworkTables.asking(here));
        List<Neighbour> known = here.session().remembers() ? neighbours() : List.of();
        return address -> delete(address, lost, known);
    }

    private Operation delete(Address address, Lost lost, List<Neighbour> known) {
        return delete(AddressDescription.of(address)).takenBackBy(() -> {
            List<Operation> back = new ArrayList<>(lost.restore());
            back.addAll(restore(known));
            return back;
        });
    }

    /** The address on the device; throws an error if it is missing. */
    public Address get(Prefix prefix) {
        return find(prefix).orElseThrow(() -> missing(prefix));
    }

    private NsxException missing(Prefix prefix) {
        List<Address> others = here(prefix);
        return new NsxException(device + " has no address " + prefix)
                .at(prefix)
                .hint(others.isEmpty() ? null : "it has " + texts(others));
    }

    /** The address on the device that the arguments for {@link #PARAMETERS} select; empty if it is missing. */
    public Optional<Address> find(Arguments given) {
        return find(AddressDescription.prefix(given.get(ADDRESS), given));
    }

    /** The address on the device; empty if it is missing. */
    public Optional<Address> find(Prefix prefix) {
        int index = index();
        return at(here, prefix).stream()
                .filter(a -> a.index() == index && a.prefix().equals(prefix))
                .findFirst();
    }

    private List<Address> here(Prefix prefix) {
        int index = index();
        return all(here, Family.of(prefix.address())).stream()
                .filter(a -> a.index() == index)
                .toList();
    }

    private static String texts(List<Address> addresses) {
        return addresses.stream().map(a -> a.prefix().toString()).collect(Collectors.joining(", "));
    }
}
