package nsx.dsl.value;

import java.util.List;
import java.util.Map;
import nsx.dsl.Deletable;
import nsx.dsl.DeviceNames;
import nsx.dsl.Session;
import nsx.dsl.op.QdiscOperations;
import nsx.ns.Context;
import nsx.rtnl.Qdisc;

/** A queueing discipline as it was when it was read. */
public final class QdiscValue implements Facts, Deletable {
    private final Session session;
    private final Context context;
    private final String device;
    private final Qdisc qdisc;

    public QdiscValue(Session session, Context context, String device, Qdisc qdisc) {
        this.session = session;
        this.context = context;
        this.device = device;
        this.qdisc = qdisc;
    }

    public static Table<QdiscValue> all(Session session, Context context) {
        DeviceNames names = DeviceNames.of(session, context);
        List<QdiscValue> rows = QdiscOperations.all(session, context).stream()
                .map(q -> new QdiscValue(session, context, names.get(q.index()), q))
                .toList();
        return Table.of(List.of("device", "kind", "handle", "parent", "options"), rows);
    }

    public String getDevice() {
        return device;
    }

    public String getKind() {
        return qdisc.kind();
    }

    /** As tc writes it; {@code 0:} for a default. */
    public String getHandle() {
        return Qdisc.handleText(qdisc.handle());
    }

    /** root, ingress, or the class it hangs on. */
    public String getParent() {
        return switch (qdisc.parent()) {
            case Qdisc.ROOT -> "root";
            case Qdisc.INGRESS -> "ingress";
            default -> Qdisc.handleText(qdisc.parent());
        };
    }

    /** Those of tbf, netem and htb by the names that {@code qdisc} takes; empty for other kinds. */
    public Map<String, Object> getOptions() {
        return QdiscOperations.facts(qdisc);
    }

    /** Back to the device's default; an error when it is that. */
    @Override
    public void delete() {
        session.change(List.of(new QdiscOperations(session, context, device).delete(qdisc)));
    }

    @Override
    public List<String> facts() {
        return List.of("device", "kind", "handle", "parent", "options");
    }

    @Override
    public String toString() {
        return qdisc.kind() + " " + getHandle() + " on " + device;
    }
}
