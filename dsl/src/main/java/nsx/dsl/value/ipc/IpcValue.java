package nsx.dsl.value.ipc;

import groovy.lang.GroovyObjectSupport;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import nsx.dsl.change.Deletable;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.ipc.IpcRefusal;
import nsx.dsl.session.Here;
import nsx.dsl.session.Place;
import nsx.dsl.session.Session;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Named;
import nsx.dsl.value.namespace.NamespaceValue;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.ipc.IpcObjects;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.proc.Users;
import nsx.sys.SysException;

/**
 * Something in an IPC namespace by what leads to it, a key or a name: it need not be there. It acts in the namespaces in which it
 * was said, wherever it is used, and everything it tells is as it is when it is asked.
 */
public abstract class IpcValue extends GroovyObjectSupport implements Named, Facts, Deletable {
    static final Parameter<Boolean> WAIT =
            Parameter.flag("wait", "wait until the operation is possible").otherwise(true);
    static final Parameter<Duration> TIMEOUT = Parameter.named(
                    "timeout", Reader.duration("1.second"), "longest time to wait")
            .usually("no limit");
    static final Parameter<Boolean> BYTES = Parameter.flag("bytes", "return bytes even if they are text");

    private static final Duration ENDLESS = Duration.ofNanos(-1);
    private final Session session;
    private final Place place;

    IpcValue(Session session) {
        this.session = session;
        this.place = session.place();
    }

    /** {@code message queue 0x00001234}. */
    abstract String prose();

    abstract Operation removal(IpcObjects ipc);

    Context context() {
        return place.context();
    }

    /** Looks at the IPC namespace of this value. */
    <T> T look(Function<IpcObjects, T> reading) {
        return session.kernel().ipc(context(), ipc -> {
            try {
                return reading.apply(ipc);
            } catch (SysException e) {
                throw IpcRefusal.of("cannot read " + prose(), e);
            }
        });
    }

    /** A look that a top-level line prints. */
    <T> T ask(Function<IpcObjects, T> reading) {
        session.answers().asked();
        return look(reading);
    }

    /** Carries out what the look comes to. */
    Object change(Function<IpcObjects, List<Operation>> plan) {
        session.answers().acted();
        return carryOut(plan);
    }

    /** As {@link #change}, of what a top-level line prints the answer of. */
    Object take(Function<IpcObjects, List<Operation>> plan) {
        session.answers().asked();
        return carryOut(plan);
    }

    private Object carryOut(Function<IpcObjects, List<Operation>> plan) {
        return session.at(place, () -> session.ensure(() -> look(plan)));
    }

    /** What makes it, as a hint for who looks for it. */
    abstract String making();

    /** That it is not there, for who asked something of it. */
    NsxException absent() {
        return missing().hint(making());
    }

    /** That it is not there, for who wants to remove it. */
    NsxException missing() {
        return new NsxException("there is no " + prose() + " in " + namespace(session.here(context())));
    }

    /** An IPC namespace in words: its name where it has one, and its number. */
    public static String namespace(Here here) {
        Namespace ipc = here.context().get(NamespaceKind.IPC).orElseThrow();
        if (here.session().host().get(NamespaceKind.IPC).filter(ipc::equals).isPresent()) {
            return "the host's IPC namespace (" + ipc.text() + ")";
        }
        String name = new NamespaceValue(here.session(), ipc, here.context(), null).getName();
        return "IPC namespace " + (name == null ? ipc.text() : name + " (" + ipc.text() + ")");
    }

    /** How long to wait: {@code wait: false} not at all, {@code timeout: 1.second}, else until it is interrupted. */
    static Duration patience(Arguments options) {
        return options.get(WAIT) ? options.find(TIMEOUT).orElse(ENDLESS) : Duration.ZERO;
    }

    /** A user's name where it has one, else the number. */
    static String user(long uid) {
        return Users.read().name((int) uid);
    }

    /** What removes it; what is not there is an error. */
    public Operation removed() {
        return look(this::removal);
    }

    /** Removes it; what is not there is an error. */
    public void remove() {
        change(ipc -> List.of(removal(ipc)));
    }

    @Override
    public void delete() {
        remove();
    }
}
