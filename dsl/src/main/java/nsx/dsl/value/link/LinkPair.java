package nsx.dsl.value.link;

import java.util.List;
import java.util.function.Supplier;
import nsx.dsl.change.Deletable;
import nsx.dsl.shape.Rows;
import org.codehaus.groovy.runtime.InvokerHelper;

/** The two ends of a pair, such as a veth, as a list of two devices. */
public final class LinkPair extends Rows<LinkValue> implements Deletable {
    private final List<Supplier<LinkValue>> ends;

    /** The ends are looked up on demand: the other end may be in a namespace that must be entered first. */
    public LinkPair(Supplier<LinkValue> a, Supplier<LinkValue> b) {
        ends = List.of(a, b);
    }

    /** Sets both ends up. */
    public LinkPair up() {
        forEach(LinkValue::up);
        return this;
    }

    /** Sets a property of both ends: {@code veth('a', 'b').mtu = 1400}. */
    @Override
    protected void assign(String property, Object value) {
        forEach(end -> InvokerHelper.setProperty(end, property, value));
    }

    /** Deletes the first end; the kernel deletes the other with it. */
    @Override
    public void delete() {
        get(0).delete();
    }

    @Override
    public LinkValue get(int index) {
        return ends.get(index).get();
    }

    @Override
    public int size() {
        return ends.size();
    }

    @Override
    public List<String> shown() {
        return List.of("index", "name", "state", "mtu", "mac", "peer");
    }
}
