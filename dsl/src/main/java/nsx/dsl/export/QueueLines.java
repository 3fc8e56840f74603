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
        for (Qdisc qdisc : QdiscOperations.all(selection.here())) {
            if (selection.covers(qdisc.index())) {
                qdisc(qdisc);
                if (qdisc.handle() != 0) {
                    classes(
                            qdisc,
                            classes.computeIfAbsent(qdisc.index(), i -> ClassOperations.all(selection.here(), i)));
                }
            }
        }
        FilterOperations.all(selection.here()).forEach(this::filter);
        return lines;
    }

    private void qdisc(Qdisc qdisc) {
        String device = names.get(qdisc.index());
        Statements.qdisc(qdisc, device).ifPresent(said -> {
            if (!said.unsaid().isEmpty()) {
                lines.add(selection.comment(
                        "qdisc " + qdisc.kind() + " of " + device + ": " + String.join(", ", said.unsaid())));
                return;
            }
            String which = qdisc.isRoot() ? "" : ", parent: " + Literal.quoted(qdisc.parentText());
            String removal = "delete qdisc: " + Literal.quoted(device) + which;
            lines.add(new Line(
                    selection.place(), "qdisc", device, "qdisc " + device + which, null, said.toString(), removal));
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
            if (!said.unsaid().isEmpty()) {
                lines.add(selection.comment("class " + id + " of " + device + ": " + String.join(", ", said.unsaid())));
                return;
            }
            String text = "qdisc.class " + Literal.quoted(device) + ", " + Literal.quoted(id) + ", "
                    + Literal.options(said.options());
            String removal = "qdisc.classes().find { it.device == " + Literal.quoted(device) + " && it.id == "
                    + Literal.quoted(id) + " }.delete()";
            lines.add(new Line(selection.place(), "qdisc", device, "class " + device + " " + id, null, text, removal));
        });
    }

    private void filter(TrafficFilter is) {
        if (!selection.covers(is.index())) {
            return;
        }
        Statement said = Statements.filter(is, names);
        String device = names.get(is.index());
        if (!said.unsaid().isEmpty()) {
            lines.add(selection.comment(
                    "filter " + is.kind() + " of " + device + ": " + String.join(", ", said.unsaid())));
            return;
        }
        String removal = "qdisc.filters().find { it.device == " + Literal.quoted(device) + " && it.priority == "
                + is.priority() + " }.delete()";
        lines.add(new Line(
                selection.place(),
                "qdisc",
                device,
                "filter " + device + " " + said.options(),
                null,
                said.toString(),
                removal));
    }
}
