package nsx.dsl.value.network;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Stream;
import nsx.dsl.change.Deletable;
import nsx.dsl.op.network.AddressOperations;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Here;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Table;
import nsx.netlink.Ip;
import nsx.rtnl.Address;
import nsx.rtnl.Family;

/** An address of a device, as it was when it was read. */
public final class AddressValue implements Facts, Deletable {
    private final Here here;
    private final String device;
    private final Address address;

    public AddressValue(Here here, String device, Address address) {
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
        return Table.of(List.of("device", "address", "scope", "broadcast", "peer", "lifetime", "flags"), rows);
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
        return address.broadcast().map(Ip::text).orElse(null);
    }

    public String getPeer() {
        return address.peer().map(Ip::text).orElse(null);
    }

    public String getLabel() {
        return address.label().orElse(null);
    }

    /** What is left of it; null for ever. */
    public Duration getLifetime() {
        return address.valid().orElse(null);
    }

    /** How long new connections take it; null for ever. */
    public Duration getPreferred() {
        return address.preferred().orElse(null);
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
    public List<String> facts() {
        return List.of("device", "address", "scope", "broadcast", "peer", "label", "lifetime", "preferred", "flags");
    }

    @Override
    public String toString() {
        return address.prefix().toString();
    }
}
