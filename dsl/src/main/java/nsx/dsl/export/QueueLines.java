package nsx.dsl.export;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nsx.dsl.op.network.Statement;
import nsx.dsl.op.network.Statements;
import nsx.dsl.op.queue.ClassOperations;
import nsx.dsl.op.queue.FilterOperations;
import nsx.dsl.op.queue.QdiscOperations;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.unit.Literal;
import nsx.rtnl.Qdisc;
import nsx.rtnl.TrafficClass;
import nsx.rtnl.TrafficFilter;

/** The qdiscs, classes and filters of the devices as lines. */
final class QueueLines {
    private final Selection selection;
    private final DeviceNames names;
    private final List<Line> lines = new ArrayList<>();

    QueueLines(Selection selection) {
        this.selection = selection;
        this.names = selection.network().names();
    }

    List<Line> lines() {
        Map<Integer, List<TrafficClass>> classes = new HashMap<>();
        List<Qdisc> qdiscs = new ArrayList<>(QdiscOperations.all(selection.here()));
        Comparator<Integer> byDevice = selection.network().byDevice();
        qdiscs.sort(Comparator.comparing(Qdisc::index, byDevice));
        for (Qdisc qdisc : qdiscs) {
            if (selection.covers(qdisc.index())) {
                qdisc(qdisc);
                if (qdisc.handle() != 0) {
                    classes(
                            qdisc,
                            classes.computeIfAbsent(qdisc.index(), i -> ClassOperations.all(selection.here(), i)));
                }
            }
        }
        FilterOperations.all(selection.here()).stream()
                .sorted(Comparator.comparing(TrafficFilter::index, byDevice))
                .forEach(this::filter);
        return lines;
    }

    private void qdisc(Qdisc qdisc) {
        String device = names.get(qdisc.index());
        Statements.qdisc(qdisc, device).ifPresent(said -> {
            String which = qdisc.isRoot() ? "" : ", parent: " + Literal.quoted(qdisc.parentText());
            String key = "qdisc " + device + which;
            if (!said.unsaid().isEmpty()) {
                lines.add(selection.unsaid(
                        key, "qdisc " + qdisc.kind() + " of " + device + ": " + String.join(", ", said.unsaid())));
                return;
            }
            String removal = "delete qdisc: " + Literal.quoted(device) + which;
            lines.add(new Line(selection.place(), "qdisc", device, key, null, said.toString(), removal));
        });
    }

    /** @param ofDevice the classes of all qdiscs of the device */
    private void classes(Qdisc qdisc, List<TrafficClass> ofDevice) {
        String device = names.get(qdisc.index());
        ofDevice.stream()
                .filter(c -> (c.handle() & Qdisc.MAJOR) == qdisc.handle())
                .sorted(Comparator.comparing((TrafficClass c) -> c.parent() != Qdisc.ROOT)
                        .thenComparing(TrafficClass::handle))
                .forEach(c -> trafficClass(c, device));
    }

    private void trafficClass(TrafficClass is, String device) {
        Statements.trafficClass(is, device).ifPresent(said -> {
            String id = Qdisc.handleText(is.handle());
            String key = "class " + device + " " + id;
            if (!said.unsaid().isEmpty()) {
                lines.add(selection.unsaid(
                        key, "class " + id + " of " + device + ": " + String.join(", ", said.unsaid())));
                return;
            }
            String text = "qdisc.class " + Literal.quoted(device) + ", " + Literal.quoted(id) + ", "
                    + Literal.options(said.options());
            String removal = "qdisc.classes().find { it.device == " + Literal.quoted(device) + " && it.id == "
                    + Literal.quoted(id) + " }.delete()";
            lines.add(new Line(selection.place(), "qdisc", device, key, null, text, removal));
        });
    }

    private void filter(TrafficFilter is) {
        if (!selection.covers(is.index())) {
            return;
        }
        Statement said = Statements.filter(is, names);
        String device = names.get(is.index());
        String key = "filter " + device + " " + said.options();
        if (!said.unsaid().isEmpty()) {
            lines.add(selection.unsaid(
                    key, "filter " + is.kind() + " of " + device + ": " + String.join(", ", said.unsaid())));
            return;
        }
        String removal = "qdisc.filters().find { it.device == " + Literal.quoted(device) + " && it.priority == "
                + is.priority() + " }.delete()";
        lines.add(new Line(selection.place(), "qdisc", device, key, null, said.toString(), removal));
    }
}
