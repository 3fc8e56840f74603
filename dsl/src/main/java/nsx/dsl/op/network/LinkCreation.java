package nsx.dsl.op.network;

import java.util.List;
import java.util.OptionalInt;
import nsx.dsl.change.Operation;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.dsl.session.Session;
import nsx.netlink.Attributes;
import nsx.ns.Context;
import nsx.process.Program;
import nsx.rtnl.Links;
import nsx.rtnl.kind.Kind;
import nsx.sys.Tun;

/** Making devices. */
public final class LinkCreation {
    private LinkCreation() {}

    /**
     * A device of a kind.
     *
     * @param link general attributes, from {@link Links#attributes}
     * @param data options of the kind
     * @param below the device it stands on, null for none
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

    private static Attributes on(Here here, Attributes link, String below) {
        return below == null
                ? link
                : link.put("IFLA_LINK", Devices.get(here, below).index());
    }

    private static String general(Attributes link) {
        StringBuilder text = new StringBuilder();
        link.findString("IFLA_ADDRESS").ifPresent(v -> text.append(" address ").append(v));
        link.findInteger("IFLA_TXQLEN")
                .ifPresent(v -> text.append(" txqueuelen ").append(v));
        return text.toString();
    }

    private static Operation.Step tun(Context context, Kind kind, String name, Attributes data) {
        return new Operation.SystemCall(
                "ioctl(/dev/net/tun, TUNSETIFF, \"" + name + "\"), ioctl(TUNSETPERSIST, 1)",
                () -> {
                    Tun.create(
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
     * Both ends of a pair in one request, which the first one's namespace gets.
     *
     * @param data options of the kind
     */
    public static Operation pair(Session session, Kind kind, Endpoint a, Endpoint b, Attributes data) {
        boolean same = a.context().net().equals(b.context().net());
        Operation.Step step = same
                ? new Operation.Netlink(() -> Links.pair(kind, a.device(), b.device(), data, OptionalInt.empty()))
                : new Operation.Passing(
                        b.context().net(), fd -> Links.pair(kind, a.device(), b.device(), data, OptionalInt.of(fd)));
        return new Operation(
                a.context(),
                step,
                "ip link add name " + Program.quoted(a.device()) + " type " + kind
                        + KindCommand.own(session.here(a.context()), kind, data) + " peer"
                        + KindCommand.peer(session.here(a.context()), kind, data) + " name "
                        + Program.quoted(b.device())
                        + (same ? "" : " netns " + b.namespaceWord()),
                "make " + kind + " " + a + " and " + b,
                () -> List.of(new LinkOperations(session.here(a.context()), a.device()).delete()));
    }
}
