package nsx.dsl.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nsx.dsl.Devices;
import nsx.dsl.Operation;
import nsx.dsl.Session;
import nsx.dsl.Texts;
import nsx.dsl.op.LinkOperations;
import nsx.netlink.Attributes;
import nsx.ns.Context;
import nsx.rtnl.Link;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Unit;

/** Options of a kind of device as scripts give them, turned into attributes and compared with what the device has. */
public final class KindOptions {
    private final Session session;
    private final Context context;
    private final Kind kind;

    public KindOptions(Session session, Context context, Kind kind) {
        this.session = session;
        this.context = context;
        this.kind = kind;
    }

    /** All of them as the attributes of the kind. */
    public Attributes data(Map<String, Object> options) {
        Attributes data = kind.data();
        for (Map.Entry<String, Object> option : options.entrySet()) {
            data = put(data, option.getKey(), option.getValue());
        }
        return data;
    }

    private Attributes put(Attributes data, String name, Object value) {
        Object read = KindParameters.read(kind, name, value);
        boolean device = kind.options(name).get(0).unit() == Unit.INTERFACE && !(read instanceof Number);
        return kind.put(
                data,
                name,
                device ? Devices.get(session, context, Texts.of(read)).index() : read);
    }

    /** The operation that gives the device those options that it does not have; none when it has them all. */
    public List<Operation> differences(Link link, Map<String, Object> options) {
        Attributes[] both = split(link.data(), options);
        return both[1].isEmpty()
                ? List.of()
                : List.of(new LinkOperations(session, context, link.name()).options(kind, both[0], both[1]));
    }

    /** The same of what its master keeps about it. */
    public List<Operation> portDifferences(Link link, boolean isPort, Map<String, Object> options) {
        Attributes[] both = split(isPort ? link.slaveData() : kind.data(), options);
        return both[1].isEmpty()
                ? List.of()
                : List.of(new LinkOperations(session, context, link.name()).port(both[0], both[1]));
    }

    /** What those that differ are now, and what they are to be. */
    private Attributes[] split(Attributes now, Map<String, Object> options) {
        Attributes before = kind.data();
        Attributes after = kind.data();
        List<String> names = new ArrayList<>();
        data(options).forEach(e -> names.add(e.attribute().kernelName()));
        Attributes wanted = data(options);
        for (String name : names) {
            Object current =
                    now.table().find(name).isPresent() ? now.value(name).orElse(null) : null;
            Object value = wanted.value(name).orElseThrow();
            if (!value.equals(current)) {
                after = after.put(name, value);
                before = current == null ? before : before.put(name, current);
            }
        }
        return new Attributes[] {before, after};
    }
}
