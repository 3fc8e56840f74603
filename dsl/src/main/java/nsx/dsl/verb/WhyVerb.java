package nsx.dsl.verb;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.Optional;
import nsx.dsl.Call;
import nsx.dsl.Entry;
import nsx.dsl.Failure;
import nsx.dsl.NsxException;
import nsx.dsl.Parameter;
import nsx.dsl.Parameter.Type;
import nsx.dsl.Reader;
import nsx.dsl.Session;
import nsx.dsl.Texts;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.value.ContextValue;
import nsx.dsl.value.Diagnosis;
import nsx.dsl.value.IpText;
import nsx.dsl.value.NamedSet;
import nsx.dsl.value.NamespaceValue;
import nsx.dsl.why.LiveWorld;
import nsx.dsl.why.NetState;
import nsx.dsl.why.Question;
import nsx.filter.Packet;
import nsx.netlink.Ip;
import nsx.netlink.NetlinkException;
import nsx.nft.Protocol;
import nsx.ns.Context;
import nsx.ns.NamespaceException;
import nsx.rtnl.Family;
import nsx.sys.SysException;

/** {@code why '10.0.0.12', from: 'mynetns'}: the first thing that is broken on a packet's way there and back. */
public final class WhyVerb extends Verb {
    private static final Parameter<Object> DESTINATION = Parameter.required(
            "destination",
            Reader.any(Type.ENDPOINT),
            "an address, or a network namespace as NS or one of its devices as NS:DEV");
    private static final Parameter<Object> FROM = Parameter.named(
                    "from", Reader.any(Type.NETNS), "where the packet starts")
            .usually("the current network namespace");
    private static final Parameter<String> PROTO = Parameter.choice(
                    "proto", "for rules that look at it", "icmp", "tcp", "udp")
            .usually("icmp, tcp with a port");
    private static final Parameter<Integer> PORT =
            Parameter.named("port", Reader.integer(1, 65535), "the destination port, for rules that look at it");

    public WhyVerb() {
        super(Entry.of(
                        "why",
                        "walk a packet's way there and back, and name the first thing that is broken and the line that mends it",
                        Theme.SEEING)
                .takes(DESTINATION, FROM, PROTO, PORT)
                .example("nothing is broken", "lo.up()\nassert why('127.0.0.1').ok")
                .example(
                        "a device is down",
                        "netns 'a'\nveth 'a:x', 'y'\naddress '10.0.0.1/24', dev: 'y'\ny.up()\n"
                                + "netns('a') { address '10.0.0.2/24', dev: 'x' }\n" + "def found = why 'a'\n"
                                + "assert found.mend == \"netns('a') { link('x').up() }\"")
                .related("route.get", "ping", "pingall", "routes", "neighbours")
                .asks()
                .answers(Diagnosis.class));
    }

    @Override
    public Object run(Call call) {
        Session session = call.session();
        int port = call.find(PORT).orElse(0);
        String proto = call.find(PROTO).orElse(port == 0 ? "icmp" : "tcp");
        if (port != 0 && proto.equals("icmp")) {
            throw call.wrong(PROTO, "tcp or udp where there is a port");
        }
        Context from = call.find(FROM).map(f -> context(session, f)).orElse(call.context());
        String text = Texts.of(call.get(DESTINATION));
        try (LiveWorld world = new LiveWorld(session, from)) {
            InetAddress destination = literal(text).orElseGet(() -> named(session, world, text));
            return new Question(session, from, destination, Optional.empty(), protocol(proto, destination), port)
                    .answer(world);
        } catch (NetlinkException | NamespaceException | SysException e) {
            throw Failure.explain("cannot see the way to " + text, e).at(text);
        }
    }

    private static int protocol(String proto, InetAddress destination) {
        if (proto.equals("icmp")) {
            return Family.of(destination) == Family.INET6 ? Packet.ICMPV6 : Packet.ICMP;
        }
        return proto.equals("tcp") ? Protocol.TCP.number() : Protocol.UDP.number();
    }

    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(Ip.parse(text));
        } catch (IllegalArgumentException e) {
            // only what can be no name is meant as an address
            return text.matches("[\\d.]+") ? Optional.of(IpText.address(text)) : Optional.empty();
        }
    }

    private static Context context(Session session, Object from) {
        if (from instanceof NamespaceValue namespace) {
            return namespace.context();
        }
        return from instanceof ContextValue value ? value.context() : context(session, Texts.of(from));
    }

    private static Context context(Session session, String name) {
        return NamedSet.networks(session)
                .namespace(name)
                .map(session.context()::with)
                .or(() -> name.equals("host") ? Optional.of(session.host()) : Optional.empty())
                .orElseThrow(() -> new NsxException("there is no network namespace " + name)
                        .at(name)
                        .hint(Texts.didYouMean(name, NamedSet.networks(session).names())));
    }

    /** An address of a namespace or of one of its devices: one that the origin shares a network with first, IPv4 before IPv6. */
    private static InetAddress named(Session session, LiveWorld world, String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        String device = colon < 0 ? "" : text.substring(colon + 1);
        NetState there = world.named(context(session, name).net().id())
                .orElseThrow(() -> new NsxException(name + " cannot be read"));
        return there.addresses().stream()
                .filter(a -> there.link(a.index())
                        .filter(l -> device.isEmpty()
                                ? !l.flags().loopback()
                                : l.name().equals(device))
                        .isPresent())
                .map(a -> a.prefix().address())
                .filter(a -> !a.isLinkLocalAddress())
                .min(Comparator.comparing((InetAddress a) -> !isNear(world.origin(), a))
                        .thenComparing(Family::of))
                .orElseThrow(() -> new NsxException(text + " has no address to send to")
                        .at(text)
                        .hint("give it one: netns('" + name + "') { address '10.0.0.2/24', dev: '…' }"));
    }

    private static boolean isNear(NetState origin, InetAddress address) {
        return origin.addresses().stream().anyMatch(a -> a.prefix().contains(address));
    }
}
