package nsx.dsl.op.link;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import nsx.dsl.change.Operation;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.dsl.session.Session;
import nsx.netlink.Attributes;
import nsx.netlink.Request;
import nsx.ns.Context;
import nsx.process.Program;
import nsx.rtnl.Link;
import nsx.rtnl.Links;
import nsx.rtnl.kind.Kind;
import nsx.sys.TunDevice;

/** Creates devices. */
public final class LinkCreation {
    private LinkCreation() {}

    /**
     * Creates a device of a kind.
     *
     * @param link the general attributes, from {@link Links#attributes}
     * @param data the options of the kind
     * @param below the lower device, null for none
     */
    public static Operation create(Here here, Kind kind, String name, Attributes link, Attributes data, String below) {
        Operation.Step step = kind.creation() == Kind.Creation.IOCTL
                ? tun(here.context(), kind, name, data)
                : new Operation.Netlink(() -> Links.create(kind, name, on(here, link, below), data));
        String command = kind.creation() == Kind.Creation.IOCTL
                ? "ip tuntap add dev " + Program.quoted(name) + " mode " + kind + KindCommand.options(here, kind, data)
                : "ip link add" + (below == null ? "" : " link " + Program.quoted(below)) + " name "
                        + Program.quoted(name) + general(link) + " type " + kind
                        + KindCommand.options(here, kind, data);
        return new Operation(
                here.context(),
                step,
                command,
                "make " + kind + " " + name,
                () -> List.of(new LinkOperations(here, name).delete()));
    }

    /** Recreates a device, with its old index if that is free. */
    static Operation again(Here here, Kind kind, Link was, Attributes data, String below) {
        Operation plain = create(here, kind, was.name(), general(here, was, false), data, below);
        if (kind.creation() == Kind.Creation.IOCTL) {
            return plain;
        }
        return new Operation(
                here.context(),
                new Operation.Netlink(
                        () -> Links.create(kind, was.name(), on(here, general(here, was, true), below), data)),
                plain.command(),
                plain.prose(),
                plain.undo());
    }

    /** Recreates a pair, with the old indexes if they are free. */
    static Operation again(Session session, Kind kind, Endpoint a, Endpoint b, Attributes data, Link was, Link peer) {
        Here first = session.here(a.context());
        Here second = session.here(b.context());
        boolean same = a.context().net().equals(b.context().net());
        Operation plain = pair(session, kind, a, b, data, OptionalInt.empty(), OptionalInt.empty());
        IntFunction<Request> request = fd -> {
            Departing.hasGone(second, peer.name());
            return Links.pair(
                    kind,
                    was.name(),
                    peer.name(),
                    data,
                    general(first, was, true),
                    same
                            ? general(second, peer, true)
                            : general(second, peer, true).put("IFLA_NET_NS_FD", fd));
        };
        return new Operation(
                a.context(),
                same
                        ? new Operation.Netlink(() -> request.apply(-1))
                        : new Operation.Passing(b.context().net(), request),
                plain.command(),
                plain.prose(),
                plain.undo());
    }

    private static Attributes general(Here here, Link was, boolean indexed) {
        boolean free = indexed && Devices.find(here, was.index()).isEmpty();
        Attributes general = Links.attributes();
        general = free ? general.headed(general.header().with("ifi_index", was.index())) : general;
        general = general.put("IFLA_TXQLEN", was.txqueuelen());
        general = was.group() == 0 ? general : general.put("IFLA_GROUP", was.group());
        return was.mac().isPresent() ? general.put("IFLA_ADDRESS", was.mac().get()) : general;
    }

    private static Attributes on(Here here, Attributes link, String below) {
        return below == null
                ? link
                : link.put("IFLA_LINK", Devices.get(here, below).index());
    }

    private static String general(Attributes link) {
        StringBuilder text = new StringBuilder(index(link));
        link.findString("IFLA_ADDRESS").ifPresent(v -> text.append(" address ").append(v));
        link.findInteger("IFLA_TXQLEN")
                .ifPresent(v -> text.append(" txqueuelen ").append(v));
        return text.toString();
    }

    private static String index(Attributes link) {
        int index = link.header().integer("ifi_index");
        return index == 0 ? "" : " index " + index;
    }

    private static Attributes indexed(OptionalInt index) {
        Attributes link = Links.attributes();
        return index.isEmpty() ? link : link.headed(link.header().with("ifi_index", index.getAsInt()));
    }

    private static Operation.Step tun(Context context, Kind kind, String name, Attributes data) {
        return new Operation.SystemCall(
                "ioctl(/dev/net/tun, TUNSETIFF, \"" + name + "\"), ioctl(TUNSETPERSIST, 1)",
                () -> {
                    TunDevice.create(
                            name,
                            kind == nsx.rtnl.kind.Tun.TAP,
                            data.truth("IFLA_TUN_PI"),
                            data.truth("IFLA_TUN_VNET_HDR"),
                            data.truth("IFLA_TUN_MULTI_QUEUE"),
                            data.findInteger("IFLA_TUN_OWNER"),
                            data.findInteger("IFLA_TUN_GROUP"));
                    return null;
                },
                prospect -> {
                    prospect.netlink(context, Links.created(kind, name, data));
                    return null;
                });
    }

    /**
     * Creates both ends of a pair in one request in the first end's namespace.
     *
     * @param data the options of the kind
     * @param first the index of the first end; empty for any
     * @param second the index of the second end; empty for any
     */
    public static Operation pair(
            Session session,
            Kind kind,
            Endpoint a,
            Endpoint b,
            Attributes data,
            OptionalInt first,
            OptionalInt second) {
        boolean same = a.context().net().equals(b.context().net());
        Attributes link = indexed(first);
        Attributes peer = indexed(second);
        Operation.Step step = same
                ? new Operation.Netlink(() -> Links.pair(kind, a.device(), b.device(), data, link, peer))
                : new Operation.Passing(
                        b.context().net(),
                        fd -> Links.pair(kind, a.device(), b.device(), data, link, peer.put("IFLA_NET_NS_FD", fd)));
        return new Operation(
                a.context(),
                step,
                "ip link add name " + Program.quoted(a.device()) + index(link) + " type " + kind
                        + KindCommand.own(session.here(a.context()), kind, data) + " peer"
                        + KindCommand.peer(session.here(a.context()), kind, data) + " name "
                        + Program.quoted(b.device())
                        + index(peer)
                        + (same ? "" : " netns " + b.namespaceWord()),
                "make " + kind + " " + a + " and " + b,
                () -> List.of(new LinkOperations(session.here(a.context()), a.device()).delete()));
    }
}
