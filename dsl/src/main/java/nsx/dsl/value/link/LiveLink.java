package nsx.dsl.value.link;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.dsl.change.Operation;
import nsx.dsl.op.link.LinkOperations;
import nsx.dsl.op.link.LinkProperty;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.ns.Namespace;
import nsx.rtnl.Link;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Kinds;

/** The state of a device: the kernel's description, read again after each change. */
final class LiveLink {
    private Here here;
    private Link link;
    private boolean stale;

    LiveLink(Here here, Link link) {
        this.here = here;
        this.link = link;
    }

    Here here() {
        return here;
    }

    /** The description, read again after a change through this object; the old one if the device is gone. */
    Link now() {
        if (stale) {
            link = Devices.find(here, link.index()).orElse(link);
            stale = false;
        }
        return link;
    }

    /** The index, without a read. */
    int index() {
        return link.index();
    }

    /** Reads the description again; throws an error if the device is gone. */
    Link refresh() {
        link = Devices.get(here, now().name());
        return link;
    }

    LinkOperations operations() {
        return LinkOperations.of(here, now());
    }

    void change(Operation operation) {
        here.session().change(List.of(operation));
        stale = true;
    }

    /** Sets a property unless it already has the value. */
    void assign(LinkProperty property, Object value) {
        Object before = property.read(now());
        Object after = property.parameter().read("link", value);
        if (!before.equals(after)) {
            change(operations().set(property, before, after));
        }
    }

    /** Moves the device to a network namespace, in which it is then looked up. */
    void move(Namespace net, String name) {
        here.session().change(List.of(operations().move(net, name)));
        here = here.in(here.context().with(net));
        refresh();
    }

    /** Packets and bytes per second, measured over this time. */
    LinkRate rate(Duration time) {
        Link.Stats before = refresh().stats();
        long start = System.nanoTime();
        here.kernel().call(here.context(), () -> {
            Thread.sleep(time.toMillis(), time.toNanosPart() % 1_000_000);
            return null;
        });
        Link.Stats after = refresh().stats();
        return LinkRate.of(before, after, System.nanoTime() - start);
    }

    /** The kind; empty for a device without a kind, and for a kind that nsx does not know. */
    Optional<Kind> kind() {
        return Kinds.ofKernel(now().kind());
    }

    /** The options of the kind, by name. */
    Map<String, Object> options() {
        return kind().map(k -> k.values(now().data())).orElse(Map.of());
    }

    /** An option of the kind, or otherwise of the device as a port. */
    Optional<Object> option(String name) {
        return Optional.ofNullable(options().get(name))
                .or(() -> Kinds.portOf(now().slaveKind().orElse(""))
                        .map(k -> k.values(now().slaveData()).get(name)));
    }

    /** Sets an option of the kind unless it already has the value. */
    void setOption(Kind kind, String name, Object value) {
        new KindOptions(here, kind).differences(now(), Map.of(name, value)).forEach(this::change);
    }
}
