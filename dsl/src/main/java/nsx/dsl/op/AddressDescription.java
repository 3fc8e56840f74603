package nsx.dsl.op;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import nsx.dsl.NsxException;
import nsx.dsl.Options;
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

    /** What the options ask for. */
    static AddressDescription of(Prefix prefix, Options options) {
        Optional<InetAddress> peer = options.address("peer");
        check(prefix, peer, options);
        Optional<Duration> valid = lifetime(options, "lifetime");
        Optional<Duration> preferred = options.has("preferred") ? lifetime(options, "preferred") : valid;
        if (valid.isPresent()
                && preferred.map(p -> p.compareTo(valid.get()) > 0).orElse(true)) {
            throw options.wrong(
                    options.has("preferred") ? "preferred" : "lifetime", "at most the lifetime, " + text(valid));
        }
        return new AddressDescription(
                prefix,
                peer,
                options.address("broadcast").or(() -> usualBroadcast(prefix, peer)),
                options.choice("scope", "global", "site", "link", "host").map(Scope::named),
                options.text("label"),
                valid,
                preferred,
                options.number("metric", 0, 0xffffffffL).map(OptionalLong::of).orElse(OptionalLong.empty()),
                options.flag("noprefixroute"),
                options.flag("nodad"),
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

    private static void check(Prefix prefix, Optional<InetAddress> peer, Options options) {
        boolean six = prefix.family() == Family.INET6;
        if (six && (options.has("broadcast") || options.has("scope"))) {
            throw new NsxException("an IPv6 address has no " + (options.has("scope") ? "scope:" : "broadcast:"))
                    .because("IPv6 has no broadcast, and the scope is in the address itself")
                    .at(prefix);
        }
        if (peer.isPresent() && Family.of(peer.get()) != prefix.family()) {
            throw options.wrong("peer", "of the same family as " + prefix);
        }
        options.address("broadcast")
                .filter(b -> Family.of(b) != prefix.family())
                .ifPresent(b -> {
                    throw options.wrong("broadcast", "an IPv4 address");
                });
    }

    /** The last address of the network; none between two ends, and none for loopback. */
    private static Optional<InetAddress> usualBroadcast(Prefix prefix, Optional<InetAddress> peer) {
        return peer.isPresent() || prefix.address().isLoopbackAddress() ? Optional.empty() : prefix.broadcast();
    }

    private static Optional<Duration> lifetime(Options options, String name) {
        if (options.text(name).filter("forever"::equals).isPresent()) {
            return Optional.empty();
        }
        return options.duration(name, "10.seconds, or 'forever'").map(time -> {
            Duration whole = Duration.ofSeconds(time.plusNanos(999_999_999).toSeconds());
            if (whole.isZero() && name.equals("lifetime") || whole.toSeconds() >= 0xffffffffL) {
                throw options.wrong(name, "from a second to 136 years, or 'forever'");
            }
            return whole;
        });
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
