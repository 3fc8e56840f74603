package nsx.dsl.value.network;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Stream;
import nsx.dsl.op.network.AddressOperations;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Here;
import nsx.dsl.shape.Table;
import nsx.netlink.Ip;
import nsx.rtnl.Address;
import nsx.rtnl.Family;

/** An address of a device, as it was when it was read. */
public final class AddressValue extends Described {
    private static final List<String> FACTS =
            List.of("device", "address", "scope", "broadcast", "peer", "label", "lifetime", "preferred", "flags");

    private static final List<String> COLUMNS =
            List.of("device", "address", "scope", "broadcast", "peer", "lifetime", "flags");

    private final Here here;
    private final String device;
    private final Address address;

    public AddressValue(Here here, String device, Address address) {
        super(FACTS, AddressOperations.facts(address));
        this.here = here;
        this.device = device;
        this.address = address;
    }

    /** Those of a network namespace, or of one device of it: IPv4 first, by device. */
    public static Table<AddressValue> all(Here here, Optional<String> device) {
        DeviceNames names = DeviceNames.of(here);
        List<AddressValue> rows = Stream.of(Family.INET, Family.INET6)
                .flatMap(f -> AddressOperations.all(here, f).stream())
                .map(a -> new AddressValue(here, names.get(a.index()), a))
                .filter(a -> device.map(a.device::equals).orElse(true))
                .toList();
        return table(COLUMNS, rows, Set.of("label", "preferred", "noprefixroute", "nodad"));
    }

    public String getDevice() {
        return device;
    }

    /** With the length of its network: {@code 10.0.0.11/24}. */
    public String getAddress() {
        return address.prefix().toString();
    }

    /** Without it: {@code 10.0.0.11}. */
    public String getIp() {
        return Ip.text(address.prefix().address());
    }

    public int getPrefix() {
        return address.prefix().length();
    }

    /** 4 or 6. */
    public int getVersion() {
        return address.prefix().family() == Family.INET6 ? 6 : 4;
    }

    /** global, site, link, host or a number. */
    public String getScope() {
        return address.scope();
    }

    public String getBroadcast() {
        return (String) fact("broadcast");
    }

    public String getPeer() {
        return address.peer().map(Ip::text).orElse(null);
    }

    public String getLabel() {
        return (String) fact("label");
    }

    /** What is left of it; null for ever. */
    public Duration getLifetime() {
        return (Duration) fact("lifetime");
    }

    /** How long new connections take it; null for ever. */
    public Duration getPreferred() {
        return (Duration) fact("preferred");
    }

    /** {@code tentative}, {@code secondary}, … with commas, null when there is nothing to tell. */
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

    public Address address() {
        return address;
    }

    /** Takes it from its device; an error when it is there no more. */
    @Override
    public void delete() {
        here.session().change(List.of(new AddressOperations(here, device).delete(address)));
    }

    @Override
    protected List<String> known() {
        return AddressOperations.FACTS;
    }

    @Override
    public String toString() {
        return address.prefix().toString();
    }
}
