package nsx.dsl.op.network;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.netlink.Flags;
import nsx.netlink.Ip;
import nsx.netlink.Request;
import nsx.process.Program;
import nsx.rtnl.Link;
import nsx.rtnl.Neighbour;
import nsx.rtnl.Neighbours;
import nsx.rtnl.Rtm;

/**
 * Changes of forwarding tables: which MAC address is behind which port of a bridge or, with {@code self}, in a device's own
 * table, such as that of a vxlan.
 */
public record FdbOperations(Here here, String device) {
    /**
     * An entry as it is to be.
     *
     * @param to the far end of a vxlan
     */
    public record Entry(String mac, OptionalInt vlan, Optional<InetAddress> to, boolean self) {
        @Override
        public String toString() {
            return mac
                    + (vlan.isPresent() ? " vlan " + vlan.getAsInt() : "")
                    + to.map(t -> " dst " + Ip.text(t)).orElse("");
        }
    }

    public static List<Neighbour> all(Here here) {
        return Devices.rtnl(here).dump(Neighbours.dumpFdb()).decode(Neighbour::decode);
    }

    /** Whether entries of the device stand in its own table: it is no port of a bridge. */
    public boolean isSelf() {
        return link().master().isEmpty();
    }

    private Link link() {
        return Devices.get(here, device);
    }

    /** What makes the entry be, and be static; nothing when it is. A bridge has an address behind one port only. */
    public List<Operation> ensure(Entry wanted) {
        Link link = link();
        if (!wanted.self() && link.master().isEmpty()) {
            throw new NsxException("cannot add forwarding entry " + wanted + " to " + device)
                    .because(device + " is no port of a bridge")
                    .at(device)
                    .hint("put it into one with link('" + device + "').master('…'), or say self: true");
        }
        Optional<Neighbour> is = all(here).stream()
                .filter(n -> n.mac().filter(wanted.mac()::equals).isPresent())
                .filter(n -> n.vlan().equals(wanted.vlan()))
                .filter(n -> wanted.self()
                        ? n.index() == link.index() && n.master().isEmpty()
                        : n.master().equals(link.master()))
                .filter(n -> wanted.to().isEmpty() || wanted.to().equals(n.address()))
                .findFirst();
        if (is.filter(n -> n.index() == link.index() && isStatic(n)).isPresent()) {
            return List.of();
        }
        return List.of(is.map(n -> replace(n, wanted)).orElseGet(() -> add(wanted)));
    }

    private static boolean isStatic(Neighbour entry) {
        return (entry.states() & (Neighbour.NOARP | Neighbour.PERMANENT)) != 0;
    }

    private Operation add(Entry entry) {
        return new Operation(
                here.context(),
                new Operation.Netlink(() -> request(entry)),
                command("add", entry),
                "add forwarding entry " + entry + " to " + device,
                () -> List.of(remove(entry)));
    }

    private Operation replace(Neighbour before, Entry entry) {
        return new Operation(
                here.context(),
                new Operation.Netlink(() -> request(entry).withFlags(Flags.CREATE | Flags.REPLACE)),
                command("replace", entry),
                "set forwarding entry " + entry + " to " + device,
                () -> List.of(restore(before, () -> replace(before, entry))));
    }

    private Operation remove(Entry entry) {
        return new Operation(
                here.context(),
                new Operation.Netlink(() -> stated(
                        entry,
                        Neighbours.deleteFdb(link().index(), entry.mac(), entry.vlan(), entry.to(), entry.self()))),
                command("delete", entry),
                "delete forwarding entry " + entry + " from " + device,
                () -> List.of(add(entry)));
    }

    public Operation delete(Neighbour entry) {
        Entry spec = new Entry(
                entry.mac().orElseThrow(),
                entry.vlan(),
                entry.address(),
                entry.master().isEmpty());
        return new Operation(
                here.context(),
                remove(spec).step(),
                command("delete", spec),
                "delete forwarding entry " + spec + " from " + device,
                () -> List.of(restore(entry, () -> delete(entry))));
    }

    private Operation restore(Neighbour entry, Supplier<Operation> undo) {
        String port = DeviceNames.of(here).get(entry.index());
        boolean self = entry.master().isEmpty();
        return new Operation(
                here.context(),
                new Operation.Netlink(() -> Resend.of(
                        "restore forwarding entry",
                        Rtm.NEWNEIGH,
                        Flags.CREATE | Flags.REPLACE,
                        entry.all(),
                        header -> header.with("ndm_flags", self ? Neighbour.SELF : Neighbour.MASTER),
                        Set.of("NDA_CACHEINFO", "NDA_MASTER", "NDA_FDB_EXT_ATTRS"))),
                "bridge fdb replace " + entry.mac().orElse("") + " dev " + Program.quoted(port)
                        + (self ? " self" : " master"),
                "restore forwarding entry " + entry.mac().orElse("") + " of " + port,
                () -> List.of(undo.get()));
    }

    private Request request(Entry entry) {
        return stated(entry, Neighbours.addFdb(link().index(), entry.mac(), entry.vlan(), entry.to(), entry.self()));
    }

    /** Tables of devices hold permanent entries only (rtnetlink.c, ndo_dflt_fdb_add); on a bridge that would be its own. */
    private static Request stated(Entry entry, Request request) {
        return entry.self() ? Resend.withHeader(request, h -> h.with("ndm_state", Neighbour.PERMANENT)) : request;
    }

    private String command(String verb, Entry entry) {
        boolean adds = !verb.equals("delete");
        return "bridge fdb " + verb + " " + entry.mac() + " dev " + Program.quoted(device)
                + entry.to().map(t -> " dst " + Ip.text(t)).orElse("")
                + (entry.vlan().isPresent() ? " vlan " + entry.vlan().getAsInt() : "")
                + (entry.self() ? " self" + (adds ? " permanent" : "") : " master" + (adds ? " static" : ""));
    }
}
