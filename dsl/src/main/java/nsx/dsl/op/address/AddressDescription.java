package nsx.dsl.op.address;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.field.Field;
import nsx.dsl.op.field.Resend;
import nsx.dsl.op.field.Values;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.netlink.Attributes;
import nsx.netlink.Ip;
import nsx.process.Program;
import nsx.rtnl.Address;
import nsx.rtnl.Addresses;
import nsx.rtnl.Family;
import nsx.rtnl.Prefix;
import nsx.rtnl.RouteScope;

/**
 * A wanted or an existing address.
 *
 * @param values the values of {@link AddressFields}
 * @param said the kernel's message about the address; for a new one, its address and peer
 */
public record AddressDescription(Prefix prefix, Optional<InetAddress> peer, Values values, Attributes said) {
    /** The remote end; its prefix length determines the common network. */
    public static final Parameter<Prefix> PEER = Parameter.named(
            "peer", Reader.prefix(Type.PREFIX).such("'10.0.0.2'"), "the other end of a point-to-point link");

    /** The address that the options describe. */
    public static AddressDescription of(Prefix address, Arguments options) {
        Prefix prefix = prefix(address, options);
        Optional<InetAddress> peer = options.find(PEER).map(Prefix::address);
        check(prefix, peer, options);
        Values asked = given(options);
        Values values = asked.has(AddressFields.BROADCAST)
                ? asked
                : asked.with(AddressFields.BROADCAST, usualBroadcast(prefix, peer));
        AddressDescription wanted = new AddressDescription(prefix, peer, values, Addresses.of(0, prefix, peer));
        checkTimes(wanted, options);
        return wanted;
    }

    /** The values of the options; by default an address is preferred as long as it is valid. */
    static Values given(Arguments options) {
        Values given = AddressFields.ALL.given(options);
        return given.has(AddressFields.PREFERRED)
                ? given
                : given.find(AddressFields.LIFETIME)
                        .map(time -> given.with(AddressFields.PREFERRED, time))
                        .orElse(given);
    }

    /** The address with the length of its network, which may be in the peer. */
    static Prefix prefix(Prefix address, Arguments options) {
        return options.find(PEER)
                .filter(peer -> address.isHost() && Family.of(peer.address()) == address.family())
                .map(peer -> new Prefix(address.address(), peer.length()))
                .orElse(address);
    }

    /** An address as the kernel reports it. */
    public static AddressDescription of(Address address) {
        Attributes said =
                Resend.settable(address.all(), header -> header.with("ifa_flags", 0), "IFA_FLAGS", "IFA_CACHEINFO");
        return new AddressDescription(address.prefix(), address.peer(), AddressFields.ALL.read(address.all()), said);
    }

    private static void check(Prefix prefix, Optional<InetAddress> peer, Arguments options) {
        Parameter<?> broadcast = AddressFields.BROADCAST.parameter();
        Parameter<?> scope = AddressFields.SCOPE.parameter();
        if (prefix.family() == Family.INET6 && (options.has(broadcast) || options.has(scope))) {
            throw new NsxException("an IPv6 address has no " + (options.has(scope) ? "scope:" : "broadcast:"))
                    .because("IPv6 has no broadcast, and the scope is in the address itself")
                    .at(prefix);
        }
        for (Field<?> other : prefix.family() == Family.INET6 ? List.of(AddressFields.LABEL) : AddressFields.SIX) {
            if (options.find(other.parameter())
                    .filter(value -> !value.equals(false))
                    .isPresent()) {
                throw options.wrong(
                        other.parameter(), "for IPv" + (prefix.family() == Family.INET6 ? 4 : 6) + " addresses only");
            }
        }
        if (peer.isPresent() && Family.of(peer.get()) != prefix.family()) {
            throw options.wrong(PEER, "of the same family as " + prefix);
        }
        options.find(AddressFields.BROADCAST.parameter())
                .flatMap(b -> b)
                .filter(b -> Family.of(b) != prefix.family())
                .ifPresent(b -> {
                    throw options.wrong(broadcast, "an IPv4 address");
                });
    }

    private static void checkTimes(AddressDescription wanted, Arguments options) {
        Optional<Duration> valid = wanted.valid();
        boolean longer =
                wanted.preferred().map(p -> p.compareTo(valid.orElse(p)) > 0).orElse(valid.isPresent());
        if (longer) {
            Parameter<?> preferred = AddressFields.PREFERRED.parameter();
            throw options.wrong(
                    options.has(preferred) ? preferred : AddressFields.LIFETIME.parameter(),
                    "at most the lifetime, " + AddressFields.text(valid));
        }
    }

    /** The default broadcast address, the last one of the network; none with a peer and for loopback. */
    public static Optional<InetAddress> usualBroadcast(Prefix prefix, Optional<InetAddress> peer) {
        return peer.isPresent() || prefix.address().isLoopbackAddress() ? Optional.empty() : prefix.broadcast();
    }

    /** The lifetime; empty for unlimited. */
    public Optional<Duration> valid() {
        return values.find(AddressFields.LIFETIME).flatMap(time -> time);
    }

    /** The time for which new connections use the address; empty for unlimited. */
    Optional<Duration> preferred() {
        return values.find(AddressFields.PREFERRED).flatMap(time -> time);
    }

    /** Returns this description with its values replaced by those that both have. */
    AddressDescription with(Values others) {
        return new AddressDescription(prefix, peer, values.with(others), said);
    }

    /** The content of RTM_NEWADDR. */
    Attributes message(int index) {
        Attributes message = values.write(said);
        return message.headed(message.header().with("ifa_index", index));
    }

    /** The command line of ip-address(8). */
    String command(String verb, String device) {
        Values said = values.find(AddressFields.SCOPE).filter(this::isUsual).isPresent()
                ? values.without(AddressFields.SCOPE)
                : values;
        boolean labelled = !said.find(AddressFields.LABEL).equals(Optional.of(device));
        return "ip address " + verb + " " + place() + " "
                + AddressFields.words(labelled ? said : said.without(AddressFields.LABEL), Program.quoted(device));
    }

    public boolean isUsual(RouteScope scope) {
        return scope == RouteScope.GLOBAL
                || prefix.family() == Family.INET6
                || scope == RouteScope.HOST && prefix.address().isLoopbackAddress();
    }

    String deleteCommand(String device) {
        return "ip address delete " + place() + " dev " + Program.quoted(device);
    }

    /** The address in a command line; with a peer the length belongs to the peer. */
    private String place() {
        return peer.map(p -> Ip.text(prefix.address()) + " peer " + Ip.text(p) + "/" + prefix.length())
                .orElse(prefix.toString());
    }
}
