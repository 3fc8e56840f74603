package nsx.dsl.op.network;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.netlink.Ip;
import nsx.netlink.Request;
import nsx.process.Program;
import nsx.rtnl.Address;
import nsx.rtnl.Addresses;
import nsx.rtnl.Family;
import nsx.rtnl.Prefix;
import nsx.rtnl.Scope;

/**
 * An address as it is to be, or as it was.
 *
 * @param broadcast empty for none
 * @param scope empty for what the address itself says
 * @param valid empty for ever
 * @param protocol who made it, 0 for nobody in particular (IFA_PROTO)
 */
record AddressDescription(
        Prefix prefix,
        Optional<InetAddress> peer,
        Optional<InetAddress> broadcast,
        Optional<Scope> scope,
        Optional<String> label,
        Optional<Duration> valid,
        Optional<Duration> preferred,
        OptionalLong metric,
        boolean noPrefixRoute,
        boolean noDad,
        int protocol) {

    static final Parameter<InetAddress> BROADCAST = Parameter.named(
                    "broadcast", Reader.address(), "where packets to all go")
            .usually("the last of the network");
    static final Parameter<InetAddress> PEER =
            Parameter.named("peer", Reader.address(), "the other end of a point-to-point link");
    static final Parameter<Scope> SCOPE = Parameter.named(
            "scope", Reader.choice("global", "site", "link", "host").then(Scope::named), "how far it reaches");
    static final Parameter<Optional<Duration>> LIFETIME = Parameter.named(
                    "lifetime", lifetime(1), "the kernel takes it away after this")
            .usually("'forever'");
    static final Parameter<Optional<Duration>> PREFERRED = Parameter.named(
                    "preferred", lifetime(0), "how long new connections take it")
            .usually("the lifetime");
    static final Parameter<Boolean> NOPREFIXROUTE = Parameter.flag("noprefixroute", "make no route to its network");
    static final Parameter<Boolean> NODAD =
            Parameter.flag("nodad", "IPv6: usable at once, without looking for duplicates");
    static final Parameter<String> LABEL =
            Parameter.named("label", Reader.text(), "IPv4: a name that begins with the device's");
    static final Parameter<Long> METRIC =
            Parameter.named("metric", Reader.number(0, 0xffffffffL), "of the route to its network");

    /** In whole seconds, rounded up; empty for ever. */
    private static Reader<Optional<Duration>> lifetime(long least) {
        Reader<Duration> limited = Reader.duration("10.seconds");
        return Reader.of(
                Type.DURATION,
                least > 0
                        ? "a duration from 1.second to 136 years, or 'forever'"
                        : "a duration such as 10.seconds, or 'forever'",
                value -> Texts.of(value).equals("forever")
                        ? Optional.of(Optional.empty())
                        : limited.read(value)
                                .map(time -> Duration.ofSeconds(
                                        time.plusNanos(999_999_999).toSeconds()))
                                .filter(time -> time.toSeconds() >= least && time.toSeconds() < 0xffffffffL)
                                .map(Optional::of));
    }

    /** What the options ask for. */
    static AddressDescription of(Prefix prefix, Arguments options) {
        Optional<InetAddress> peer = options.find(PEER);
        check(prefix, peer, options);
        Optional<Duration> valid = options.find(LIFETIME).orElse(Optional.empty());
        Optional<Duration> preferred = options.find(PREFERRED).orElse(valid);
        if (valid.isPresent()
                && preferred.map(p -> p.compareTo(valid.get()) > 0).orElse(true)) {
            throw options.wrong(options.has(PREFERRED) ? PREFERRED : LIFETIME, "at most the lifetime, " + text(valid));
        }
        return new AddressDescription(
                prefix,
                peer,
                options.find(BROADCAST).or(() -> usualBroadcast(prefix, peer)),
                options.find(SCOPE),
                options.find(LABEL),
                valid,
                preferred,
                options.number(METRIC),
                options.is(NOPREFIXROUTE),
                options.is(NODAD),
                0);
    }

    /** What the kernel said of one. */
    static AddressDescription of(Address address) {
        boolean usual = address.scope().equals("global")
                || address.prefix().family() == Family.INET6
                || address.scope().equals("host") && address.prefix().address().isLoopbackAddress();
        return new AddressDescription(
                address.prefix(),
                address.peer(),
                address.broadcast(),
                usual ? Optional.empty() : Optional.of(address.scope()).map(Scope::named),
                address.label(),
                address.valid(),
                address.preferred(),
                metric(address),
                address.has(Address.NOPREFIXROUTE),
                address.has(Address.NODAD),
                address.all().integer("IFA_PROTO", 0));
    }

    static OptionalLong metric(Address address) {
        long metric = address.all().number("IFA_RT_PRIORITY", 0);
        return metric == 0 ? OptionalLong.empty() : OptionalLong.of(metric);
    }

    private static void check(Prefix prefix, Optional<InetAddress> peer, Arguments options) {
        boolean six = prefix.family() == Family.INET6;
        if (six && (options.has(BROADCAST) || options.has(SCOPE))) {
            throw new NsxException("an IPv6 address has no " + (options.has(SCOPE) ? "scope:" : "broadcast:"))
                    .because("IPv6 has no broadcast, and the scope is in the address itself")
                    .at(prefix);
        }
        if (peer.isPresent() && Family.of(peer.get()) != prefix.family()) {
            throw options.wrong(PEER, "of the same family as " + prefix);
        }
        options.find(BROADCAST).filter(b -> Family.of(b) != prefix.family()).ifPresent(b -> {
            throw options.wrong(BROADCAST, "an IPv4 address");
        });
    }

    /** The last address of the network; none between two ends, and none for loopback. */
    private static Optional<InetAddress> usualBroadcast(Prefix prefix, Optional<InetAddress> peer) {
        return peer.isPresent() || prefix.address().isLoopbackAddress() ? Optional.empty() : prefix.broadcast();
    }

    private Addresses request(int index) {
        Addresses plain = Addresses.of(index, prefix)
                .peer(peer)
                .broadcast(broadcast)
                .label(label)
                .lifetime(valid, preferred)
                .metric(metric)
                .protocol(protocol);
        Addresses scoped = scope.map(plain::scope).orElse(plain);
        Addresses routed = noPrefixRoute ? scoped.noPrefixRoute() : scoped;
        return noDad ? routed.noDad() : routed;
    }

    Request add(int index) {
        return request(index).add();
    }

    Request replace(int index) {
        return request(index).replace();
    }

    Request delete(int index) {
        return Addresses.of(index, prefix).peer(peer).delete();
    }

    /** As ip-address(8) takes it. */
    String command(String verb, String device) {
        StringBuilder text = new StringBuilder("ip address " + verb + " " + place());
        broadcast.ifPresent(b -> text.append(" broadcast ").append(Ip.text(b)));
        scope.ifPresent(s -> text.append(" scope ").append(s));
        label.filter(l -> !l.equals(device))
                .ifPresent(l -> text.append(" label ").append(l));
        text.append(" dev ").append(Program.quoted(device));
        metric.ifPresent(m -> text.append(" metric ").append(m));
        if (valid.isPresent() || preferred.isPresent()) {
            text.append(" valid_lft ")
                    .append(text(valid))
                    .append(" preferred_lft ")
                    .append(text(preferred));
        }
        return text + (noPrefixRoute ? " noprefixroute" : "") + (noDad ? " nodad" : "");
    }

    String deleteCommand(String device) {
        return "ip address delete " + place() + " dev " + Program.quoted(device);
    }

    /** With a peer the length belongs to the peer. */
    private String place() {
        return peer.map(p -> Ip.text(prefix.address()) + " peer " + Ip.text(p) + "/" + prefix.length())
                .orElse(prefix.toString());
    }

    private static String text(Optional<Duration> time) {
        return time.map(t -> Long.toString(t.toSeconds())).orElse("forever");
    }
}
