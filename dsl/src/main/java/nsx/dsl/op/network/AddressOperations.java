package nsx.dsl.op.network;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.rtnl.Address;
import nsx.rtnl.Addresses;
import nsx.rtnl.Family;
import nsx.rtnl.Link;
import nsx.rtnl.Prefix;

/**
 * Changes of the addresses of the device that has this name when they are carried out: an earlier operation of the same line may
 * make it.
 */
public record AddressOperations(Here here, String device) {
    public static final Parameter<Prefix> ADDRESS = Parameter.required(
            "address", Reader.prefix(Type.NEW_ADDRESS), "with the length of its network, /32 or /128 without one");

    private static final Parameter<Boolean> FORCE = Parameter.flag("force", "even when another device has it");

    /** What {@code address} takes beside the device. */
    public static final List<Parameter<?>> PARAMETERS = List.of(
            ADDRESS,
            AddressDescription.BROADCAST,
            AddressDescription.PEER,
            AddressDescription.SCOPE,
            AddressDescription.LIFETIME,
            AddressDescription.PREFERRED,
            AddressDescription.NOPREFIXROUTE,
            AddressDescription.NODAD,
            AddressDescription.LABEL,
            AddressDescription.METRIC,
            FORCE);

    /**
     * What makes the device have the address; nothing when it has it already. The device need not exist yet.
     *
     * @param given of {@link #PARAMETERS}
     */
    public static List<Operation> ensure(Here here, String device, Arguments given) {
        AddressDescription wanted = AddressDescription.of(given.get(ADDRESS), given);
        AddressOperations operations = new AddressOperations(here, device);
        int index = Devices.find(here, device).map(Link::index).orElse(-1);
        List<Address> all = all(here, wanted.prefix().family());
        Optional<Address> same = all.stream()
                .filter(a -> a.index() == index && isSame(a, wanted))
                .findFirst();
        if (same.isPresent()) {
            return operations.agree(same.get(), wanted, given);
        }
        if (!given.is(FORCE)) {
            operations.checkUnused(all, index, wanted);
        }
        return List.of(operations.add(wanted));
    }

    /** Those of one family: by device, and in the kernel's order on each. */
    public static List<Address> all(Here here, Family family) {
        return Devices.rtnl(here).dump(Addresses.dump(family)).decode(Address::decode).stream()
                .sorted(Comparator.comparingInt(Address::index))
                .toList();
    }

    private static boolean isSame(Address address, AddressDescription wanted) {
        return address.prefix().equals(wanted.prefix())
                && address.peer()
                        .equals(wanted.peer()
                                .filter(p -> !p.equals(wanted.prefix().address())));
    }

    private List<Operation> agree(Address is, AddressDescription wanted, Arguments options) {
        AddressChange change = new AddressChange(is, wanted, options);
        if (change.isFixed()) {
            return new Readdress(this, is).operations(change);
        }
        return change.isEmpty() ? List.of() : List.of(set(AddressDescription.of(is), change.after()));
    }

    /** The same address twice in one namespace is a mistake, but for single addresses and link-local ones. */
    private void checkUnused(List<Address> all, int index, AddressDescription wanted) {
        for (Address other : all) {
            if (!other.prefix().address().equals(wanted.prefix().address())) {
                continue;
            }
            boolean own = other.index() == index;
            boolean shared =
                    wanted.prefix().isHost() || wanted.prefix().address().isLinkLocalAddress();
            if (own ? wanted.peer().isEmpty() && other.peer().isEmpty() : !shared) {
                String owner = Devices.find(here, other.index()).map(Link::name).orElse("device " + other.index());
                throw new NsxException("cannot add address " + wanted.prefix() + " to " + device)
                        .because(owner + " has it already" + (own ? ", as " + other.prefix() : ""))
                        .at(wanted.prefix())
                        .hint("delete address: '" + other.prefix() + "', dev: '" + owner
                                + "' takes it away there; force: true adds it all the same");
            }
        }
    }

    private int index() {
        return Devices.get(here, device).index();
    }

    Operation add(AddressDescription wanted) {
        return new Operation(
                here.context(),
                new Operation.Netlink(() -> wanted.add(index())),
                wanted.command("add", device),
                "add address " + wanted.prefix() + " to " + device,
                () -> List.of(remove(wanted)));
    }

    private Operation set(AddressDescription before, AddressDescription after) {
        return new Operation(
                here.context(),
                new Operation.Netlink(() -> after.replace(index())),
                after.command("replace", device),
                "set address " + after.prefix() + " of " + device,
                () -> List.of(set(after, before)));
    }

    /** Takes an address away that was just added, so nothing hangs on it yet. */
    private Operation remove(AddressDescription wanted) {
        return new Operation(
                here.context(),
                new Operation.Netlink(() -> wanted.delete(index())),
                wanted.deleteCommand(device),
                "delete address " + wanted.prefix() + " from " + device,
                () -> List.of(add(wanted)));
    }

    /** Takes the address away; what the kernel takes with it (secondary addresses, routes) comes back with it. */
    public Operation delete(Address address) {
        AddressDescription spec = AddressDescription.of(address);
        Lost lost = Lost.after(here, device);
        return new Operation(
                here.context(),
                new Operation.Netlink(() -> spec.delete(index())),
                spec.deleteCommand(device),
                "delete address " + spec.prefix() + " from " + device,
                lost::restore);
    }

    /** The address on the device; an error when it is not there. */
    public Address get(Prefix prefix) {
        List<Address> own = own(prefix);
        return own.stream()
                .filter(a -> a.prefix().equals(prefix))
                .findFirst()
                .orElseThrow(() -> new NsxException(device + " has no address " + prefix)
                        .at(prefix)
                        .hint(own.isEmpty() ? null : "it has " + texts(own)));
    }

    /** The address on the device; empty when it is not there. */
    public Optional<Address> find(Prefix prefix) {
        return own(prefix).stream().filter(a -> a.prefix().equals(prefix)).findFirst();
    }

    private List<Address> own(Prefix prefix) {
        int index = index();
        return all(here, Family.of(prefix.address())).stream()
                .filter(a -> a.index() == index)
                .toList();
    }

    private static String texts(List<Address> addresses) {
        return addresses.stream().map(a -> a.prefix().toString()).collect(Collectors.joining(", "));
    }
}
