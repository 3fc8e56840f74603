package nsx.dsl.value.network;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.dsl.change.Operation;
import nsx.dsl.op.address.AddressOperations;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Here;
import nsx.dsl.shape.Flushable;
import nsx.dsl.shape.Holds;
import nsx.dsl.shape.Holds.Content;
import nsx.dsl.shape.MoreFacts;
import nsx.dsl.shape.OneOf;
import nsx.dsl.shape.Table;
import nsx.netlink.Ip;
import nsx.rtnl.Address;
import nsx.rtnl.Family;
import nsx.rtnl.RouteScope;

/** An address of a device at the time when it was read. */
@MoreFacts(AddressValue.Known.class)
public final class AddressValue extends Described implements Flushable {
    private static final List<String> FACTS =
            List.of("device", "address", "scope", "broadcast", "peer", "label", "lifetime", "preferred", "flags");

    /** The columns of the addresses' table. */
    public static final List<String> COLUMNS =
            List.of("device", "address", "scope", "broadcast", "peer", "lifetime", "flags");

    private final Here here;
    private final String device;
    private final Address address;

    public AddressValue(Here here, String device, Address address) {
        super(FACTS);
        this.here = here;
        this.device = device;
        this.address = address;
    }

    /** The addresses of a network namespace or of one of its devices, IPv4 first, in the order of devices. */
    public static Table<AddressValue> all(Here here, Optional<String> device) {
        DeviceNames names = DeviceNames.of(here);
        List<AddressValue> rows = Stream.of(Family.INET, Family.INET6)
                .flatMap(f -> AddressOperations.all(here, f).stream())
                .map(a -> new AddressValue(here, names.get(a.index()), a))
                .filter(a -> device.map(a.device::equals).orElse(true))
                .toList();
        return table(COLUMNS, rows, Set.of("label", "preferred", "noprefixroute", "nodad"));
    }

    /** The name of the address's device. */
    @Holds(Content.DEVICE)
    public String getDevice() {
        return device;
    }

    /** The address with its prefix length: {@code 10.0.0.11/24}. */
    @Holds(Content.NETWORK)
    public String getAddress() {
        return address.prefix().toString();
    }

    /** The address without its prefix length: {@code 10.0.0.11}. */
    @Holds(Content.ADDRESS)
    public String getIp() {
        return Ip.text(address.prefix().address());
    }

    /** The prefix length in bits. */
    public int getPrefix() {
        return address.prefix().length();
    }

    /** The version of IP: 4 or 6. */
    @OneOf({"4", "6"})
    public int getVersion() {
        return address.prefix().family() == Family.INET6 ? 6 : 4;
    }

    /** Where it is valid: global, site, link, host or a number. */
    @OneOf(of = RouteScope.class, numbers = true)
    public String getScope() {
        return address.scope();
    }

    /** The broadcast address; null without one. */
    @Holds(Content.ADDRESS)
    public String getBroadcast() {
        return (String) fact("broadcast");
    }

    /** The other end of a point-to-point link; null without one. */
    @Holds(Content.NETWORK)
    public String getPeer() {
        return address.peer().map(Ip::text).orElse(null);
    }

    /** The label of an IPv4 address; null without one. */
    public String getLabel() {
        return (String) fact("label");
    }

    /** Time until the kernel removes the address; null for no limit. */
    public Duration getLifetime() {
        return (Duration) fact("lifetime");
    }

    /** Time for which new connections use the address; null for no limit. */
    public Duration getPreferred() {
        return (Duration) fact("preferred");
    }

    /** The flags, separated by commas: {@code tentative}, {@code secondary}, …; null without one. */
    public String getFlags() {
        StringJoiner words = new StringJoiner(",");
        flag(words, Address.SECONDARY, address.prefix().family() == Family.INET6 ? "temporary" : "secondary");
        flag(words, Address.TENTATIVE, "tentative");
        flag(words, Address.DADFAILED, "dadfailed");
        flag(words, Address.DEPRECATED, "deprecated");
        flag(words, Address.NOPREFIXROUTE, "noprefixroute");
        return words.length() == 0 ? null : words.toString();
    }

    private void flag(StringJoiner words, int flag, String word) {
        if (address.has(flag)) {
            words.add(word);
        }
    }

    /** The address as the kernel describes it. */
    public Address address() {
        return address;
    }

    /** Deletes the address from its device; fails if the device no longer has it. */
    @Override
    public void delete() {
        here.session().change(List.of(new AddressOperations(here, device).delete(address)));
    }

    /**
     * Deletes the last address first, because with the first address of a network the kernel removes the others of
     * that network.
     */
    @Override
    public void flush(List<? extends Flushable> rows) {
        here.session().ensure(() -> {
            Set<Object> there = Stream.of(Family.INET, Family.INET6)
                    .flatMap(f -> AddressOperations.all(here, f).stream())
                    .map(AddressValue::key)
                    .collect(Collectors.toSet());
            Map<AddressOperations, Function<Address, Operation>> deleting = new HashMap<>();
            List<Operation> operations = new ArrayList<>();
            for (Flushable each : rows) {
                AddressValue row = (AddressValue) each;
                if (there.contains(key(row.address))) {
                    AddressOperations device = new AddressOperations(row.here, row.device);
                    operations.add(
                            0,
                            deleting.computeIfAbsent(device, AddressOperations::deletingAll)
                                    .apply(row.address));
                }
            }
            return operations;
        });
    }

    private static Object key(Address address) {
        return List.of(address.index(), address.prefix(), address.peer());
    }

    @Override
    protected Map<String, Object> reading() {
        return AddressOperations.facts(address);
    }

    @Override
    protected List<String> known() {
        return AddressOperations.FACTS;
    }

    @Override
    public String toString() {
        return address.prefix().toString();
    }

    /** The facts that only some addresses have. */
    static final class Known implements Supplier<List<String>> {
        @Override
        public List<String> get() {
            return AddressOperations.FACTS;
        }
    }
}
