package nsx.dsl.export;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nsx.dsl.op.address.NeighbourOperations;
import nsx.dsl.op.bridge.FdbOperations;
import nsx.dsl.op.bridge.MdbDescription;
import nsx.dsl.op.bridge.MdbOperations;
import nsx.dsl.op.network.Statement;
import nsx.dsl.op.network.Statements;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.unit.Literal;
import nsx.netlink.Ip;
import nsx.rtnl.Link;
import nsx.rtnl.MulticastGroup;
import nsx.rtnl.Neighbour;
import nsx.rtnl.kind.Vxlan;

/** The neighbours, the forwarding entries and the multicast groups of the devices as lines. */
final class NeighbourLines {
    private static final String DEV = "dev";

    private final Selection selection;
    private final DeviceNames names;
    private final List<Line> lines = new ArrayList<>();

    NeighbourLines(Selection selection) {
        this.selection = selection;
        this.names = selection.network().names();
    }

    List<Line> lines() {
        neighbours();
        forwarding();
        groups();
        return lines;
    }

    private void neighbours() {
        for (Neighbour neighbour : ordered(NeighbourOperations.all(selection.here()))) {
            Statements.neighbour(neighbour).ifPresent(said -> linked(said, neighbour.index(), "neighbour", ""));
        }
        for (Neighbour proxy : ordered(NeighbourOperations.proxies(selection.here()))) {
            Statements.neighbour(proxy).ifPresent(said -> linked(said, proxy.index(), "neighbour", ", proxy: true"));
        }
    }

    private void forwarding() {
        Set<String> own = new HashSet<>();
        selection.network().links().values().forEach(l -> l.mac().ifPresent(own::add));
        for (Neighbour entry : ordered(FdbOperations.all(selection.here()))) {
            Link link = selection.network().links().get(entry.index());
            if (link == null
                    || !entry.isSomebodys(own::contains)
                    || link.kind().equals(Vxlan.KIND.kernelName()) && FdbOperations.isOfRemote(entry, link)) {
                continue;
            }
            Statements.fdb(entry, link.name(), link.master().isPresent())
                    .ifPresent(said -> linked(said, entry.index(), "fdb", ""));
        }
    }

    private void groups() {
        boolean bridges = selection.network().links().values().stream().anyMatch(Link::isSwitch);
        for (MulticastGroup entry : bridges ? MdbOperations.all(selection.here()) : List.<MulticastGroup>of()) {
            Statements.mdb(MdbDescription.of(entry, names)).ifPresent(said -> linked(said, entry.index(), "mdb", ""));
        }
    }

    /** Sorts by device and address, because the kernel lists neighbours in hash order. */
    private List<Neighbour> ordered(List<Neighbour> all) {
        return all.stream()
                .sorted(Comparator.comparing(
                                Neighbour::index, selection.network().byDevice())
                        .thenComparing(
                                n -> Network.counted(n.address().map(Ip::text).orElse("") + " "
                                        + n.mac().orElse(""))))
                .toList();
    }

    /** Adds a line whose last option is a device. */
    private void linked(Statement said, int index, String what, String which) {
        if (!selection.covers(index)) {
            return;
        }
        Map<String, Object> dev = Map.of(DEV, names.get(index));
        String key = what + " " + names.get(index) + " " + said.subject() + which
                + (what.equals("fdb") || what.equals("mdb") ? said.options() : "");
        if (!said.unsaid().isEmpty()) {
            lines.add(selection.more(key, said.text(dev), said));
            return;
        }
        String removal = "delete " + what + ": " + Literal.quoted(said.subject()) + ", " + Literal.options(dev) + which;
        lines.add(new Line(selection.place(), what, names.get(index), key, null, said.text(dev), removal));
    }
}
