package nsx.dsl.value.network;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.dsl.change.Deletable;
import nsx.dsl.op.queue.QdiscOperations;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Here;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Holds;
import nsx.dsl.shape.Holds.Content;
import nsx.dsl.shape.OneOf;
import nsx.dsl.shape.Table;
import nsx.rtnl.Qdisc;

/** A queueing discipline at the time when it was read. */
public final class QdiscValue implements Facts, Deletable {
    /** The columns of the qdiscs' table. */
    public static final List<String> COLUMNS = List.of("device", "kind", "handle", "parent", "options");

    private final Here here;
    private final String device;
    private final Qdisc qdisc;

    public QdiscValue(Here here, String device, Qdisc qdisc) {
        this.here = here;
        this.device = device;
        this.qdisc = qdisc;
    }

    /** The qdiscs of all devices of a network namespace, as a table. */
    public static Table<QdiscValue> all(Here here, Optional<String> device) {
        DeviceNames names = DeviceNames.of(here);
        List<QdiscValue> rows = QdiscOperations.all(here).stream()
                .map(q -> new QdiscValue(here, names.get(q.index()), q))
                .filter(row -> device.map(row.getDevice()::equals).orElse(true))
                .toList();
        return Table.of(QdiscValue.class, COLUMNS, rows);
    }

    /** The name of the device. */
    @Holds(Content.DEVICE)
    public String getDevice() {
        return device;
    }

    /** The kind, such as tbf or netem. */
    @OneOf(from = QdiscNames.class)
    public String getKind() {
        return qdisc.kind();
    }

    /** The handle in the form of tc; {@code 0:} for a default qdisc. */
    public String getHandle() {
        return Qdisc.handleText(qdisc.handle());
    }

    /** The parent: root, ingress or a class. */
    public String getParent() {
        return qdisc.parentText();
    }

    /** The options by the names that {@code qdisc} takes; empty for kinds whose options nsx does not know. */
    public Map<String, Object> getOptions() {
        return QdiscOperations.facts(qdisc);
    }

    /** Deletes the qdisc with its classes and filters; fails for the device's default. */
    @Override
    public void delete() {
        here.session().change(List.of(new QdiscOperations(here, device).delete(qdisc)));
    }

    @Override
    public List<String> facts() {
        return COLUMNS;
    }

    @Override
    public String toString() {
        return qdisc.kind() + " " + getHandle() + " on " + device;
    }
}
