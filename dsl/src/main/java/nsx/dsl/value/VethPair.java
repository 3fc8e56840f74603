package nsx.dsl.value;

import java.util.AbstractList;
import java.util.List;
import nsx.dsl.Deletable;

/** The two ends of a veth: a list of two devices. */
public final class VethPair extends AbstractList<LinkValue> implements Columns, Deletable {
    private final List<LinkValue> ends;

    public VethPair(LinkValue a, LinkValue b) {
        ends = List.of(a, b);
    }

    /** Sets both ends up. */
    public VethPair up() {
        ends.forEach(LinkValue::up);
        return this;
    }

    /** Deletes one end, which takes the other with it. */
    @Override
    public void delete() {
        ends.get(0).delete();
    }

    @Override
    public LinkValue get(int index) {
        return ends.get(index);
    }

    @Override
    public int size() {
        return ends.size();
    }

    @Override
    public List<String> columns() {
        return List.of("index", "name", "state", "mtu", "mac", "peer");
    }
}
