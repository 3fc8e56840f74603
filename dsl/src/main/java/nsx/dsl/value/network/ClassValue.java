package nsx.dsl.value.network;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import nsx.dsl.op.queue.ClassOperations;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.dsl.shape.Holds;
import nsx.dsl.shape.Holds.Content;
import nsx.dsl.shape.MoreFacts;
import nsx.dsl.shape.OneOf;
import nsx.dsl.shape.Table;
import nsx.rtnl.Link;
import nsx.rtnl.Qdisc;
import nsx.rtnl.TrafficClass;

/** A class of a qdisc at the time when it was read. */
@MoreFacts(ClassValue.Known.class)
public final class ClassValue extends Described {
    /** The facts of a class, which are also the columns of the classes' table. */
    public static final List<String> FACTS = List.of("device", "kind", "id", "parent", "leaf");

    private final Here here;
    private final String device;
    private final TrafficClass is;

    public ClassValue(Here here, String device, TrafficClass is) {
        super(FACTS);
        this.here = here;
        this.device = device;
        this.is = is;
    }

    /** The classes of all devices of a network namespace. */
    public static Table<ClassValue> all(Here here, Optional<String> device) {
        DeviceNames names = DeviceNames.of(here);
        List<ClassValue> rows = Devices.all(here).stream()
                .map(Link::index)
                .flatMap(index -> ClassOperations.all(here, index).stream())
                .map(c -> new ClassValue(here, names.get(c.index()), c))
                .filter(row -> device.map(row.getDevice()::equals).orElse(true))
                .toList();
        return table(FACTS, rows, Set.of());
    }

    /** The name of the device. */
    @Holds(Content.DEVICE)
    public String getDevice() {
        return device;
    }

    /** The kind of its qdisc, such as htb. */
    @OneOf(from = QdiscNames.class)
    public String getKind() {
        return is.kind();
    }

    /** The number in the form of tc, in hexadecimal: that of the qdisc, and that of the class. */
    public String getId() {
        return Qdisc.handleText(is.handle());
    }

    /** The parent: root, or another class. */
    public String getParent() {
        return is.parent() == Qdisc.ROOT ? "root" : Qdisc.handleText(is.parent());
    }

    /** The handle of the qdisc below the class; null without one. */
    public String getLeaf() {
        return is.leaf() == 0 ? null : Qdisc.handleText(is.leaf());
    }

    /** Deletes the class; fails if it no longer exists or has children. */
    @Override
    public void delete() {
        here.session().change(List.of(new ClassOperations(here, device).delete(is)));
    }

    @Override
    protected Map<String, Object> reading() {
        return ClassOperations.facts(is);
    }

    @Override
    protected List<String> known() {
        return ClassOperations.FACTS;
    }

    @Override
    public String toString() {
        return is.kind() + " " + getId() + " on " + device;
    }

    /** The facts that only some classes have. */
    static final class Known implements Supplier<List<String>> {
        @Override
        public List<String> get() {
            return ClassOperations.FACTS;
        }
    }
}
