package nsx.dsl.export;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nsx.dsl.op.address.NeighbourOperations;
import nsx.dsl.op.bridge.FdbOperations;
import nsx.dsl.op.network.Statement;
import nsx.dsl.op.network.Statements;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.unit.Literal;
import nsx.rtnl.Link;
import nsx.rtnl.Neighbour;
import nsx.rtnl.kind.Vxlan;

/** The neighbours and the forwarding entries of the devices as lines. */
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
        return lines;
    }

    private void neighbours() {
        for (Neighbour neighbour : NeighbourOperations.all(selection.here())) {
            Statements.neighbour(neighbour).ifPresent(said -> linked(said, neighbour.index(), "neighbour", ""));
        }
        for (Neighbour proxy : NeighbourOperations.proxies(selection.here())) {
            Statements.neighbour(proxy).ifPresent(said -> linked(said, proxy.index(), "neighbour", ", proxy: true"));
        }
    }

    private void forwarding() {
        Set<String> own = new HashSet<>();
        selection.network().links().values().forEach(l -> l.mac().ifPresent(own::add));
        for (Neighbour entry : FdbOperations.all(selection.here())) {
            Link link = selection.network().links().get(entry.index());
            // multicast groups and the addresses of devices above it are in its table by themselves
            boolean group = entry.mac()
                    .filter(m -> Integer.parseInt(m.substring(0, 2), 16) % 2 == 1)
                    .isPresent();
            boolean tunnel = link != null && link.kind().equals(Vxlan.KIND.kernelName());
            boolean usual =
                    !tunnel && (group || entry.mac().filter(own::contains).isPresent());
            if (link == null || usual || tunnel && FdbOperations.isOfRemote(entry, link)) {
                continue;
            }
            Statements.fdb(entry, link.name(), link.master().isPresent())
                    .ifPresent(said -> linked(said, entry.index(), "fdb", ""));
        }
    }

    /** A line about a device, which is its last option. */
    private void linked(Statement said, int index, String what, String which) {
        if (!selection.covers(index)) {
            return;
        }
        Map<String, Object> dev = Map.of(DEV, names.get(index));
        if (!said.unsaid().isEmpty()) {
            lines.add(selection.more(said.text(dev), said));
            return;
        }
        String removal = "delete " + what + ": " + Literal.quoted(said.subject()) + ", " + Literal.options(dev) + which;
        String key = names.get(index) + " " + said.subject() + which + (what.equals("fdb") ? said.options() : "");
        lines.add(new Line(selection.place(), what, names.get(index), what + " " + key, null, said.text(dev), removal));
    }
}
