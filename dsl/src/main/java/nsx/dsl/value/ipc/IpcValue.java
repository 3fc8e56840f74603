package nsx.dsl.value.ipc;

import groovy.lang.GroovyObjectSupport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
import nsx.dsl.word.Signature;
import nsx.ipc.IpcObjects;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.proc.Users;
import nsx.sys.SysException;

/**
 * An object of an IPC namespace, by its key or name; it need not exist. The value acts in the namespaces in which it
 * was created, wherever it is used. Every property is read live.
 */
public abstract class IpcValue extends GroovyObjectSupport implements Named, Facts, Deletable {
    static final Parameter<Boolean> WAIT =
            Parameter.flag("wait", "wait until the operation is possible").otherwise(true);
    static final Parameter<Duration> TIMEOUT = Parameter.named(
                    "timeout", Reader.duration("1.second"), "longest time to wait")
            .usually("no limit");
    static final Parameter<Boolean> BYTES = Parameter.flag("bytes", "return bytes even if they are text");

    static final Parameter<Boolean> EXCLUSIVE = Parameter.flag("exclusive", "fail when it exists (IPC_EXCL, O_EXCL)");
    private static final Signature CREATE = new Signature("create", List.of(EXCLUSIVE));

    private static final Duration ENDLESS = Duration.ofNanos(-1);
    private final Session session;
    private final Place place;

    IpcValue(Session session) {
        this.session = session;
        this.place = session.place();
    }

    /** The object in words: {@code message queue 0x00001234}. */
    abstract String prose();

    abstract Operation removal(IpcObjects ipc);

    Context context() {
        return place.context();
    }

    /** Reads the IPC namespace of this value. */
    <T> T look(Function<IpcObjects, T> reading) {
        return session.kernel().ipc(context(), ipc -> {
            try {
                return reading.apply(ipc);
            } catch (SysException e) {
                throw IpcRefusal.of("cannot read " + prose(), e);
            }
        });
    }

    /** Reads the IPC namespace; a top-level line prints the answer. */
    <T> T ask(Function<IpcObjects, T> reading) {
        session.answers().asked();
        return look(reading);
    }

    /** Executes the operations that follow from reading the IPC namespace. */
    Object change(Function<IpcObjects, List<Operation>> plan) {
        session.answers().acted();
        return carryOut(plan);
    }

    /** Executes operations as {@link #change} does; a top-level line prints the answer. */
    Object take(Function<IpcObjects, List<Operation>> plan) {
        session.answers().asked();
        return carryOut(plan);
    }

    private Object carryOut(Function<IpcObjects, List<Operation>> plan) {
        return session.at(place, () -> session.ensure(() -> look(plan)));
    }

    /** The way to make the object, as a hint for an error. */
    abstract String making();

    /** The error for reading an object that does not exist. */
    NsxException absent() {
        return missing().hint(making());
    }

    /** Whether {@code exclusive: true} is given, so that {@code create} fails for an existing object. */
    static boolean isExclusive(Map<String, Object> given) {
        return Arguments.named(CREATE, given).is(EXCLUSIVE);
    }

    /** The error for making an object that exists. */
    NsxException existing() {
        return new NsxException(prose() + " exists")
                .because("exclusive makes a new one or none: File exists (EEXIST)")
                .at("exclusive")
                .hint("omit exclusive to use the existing one, or remove() it first");
    }

    /** The error for removing an object that does not exist. */
    NsxException missing() {
        return new NsxException("there is no " + prose() + " in " + namespace(session.here(context())));
    }

    /** An IPC namespace in words: its name if it has one, and its inode. */
    public static String namespace(Here here) {
        Namespace ipc = here.context().get(NamespaceKind.IPC).orElseThrow();
        if (here.session().host().get(NamespaceKind.IPC).filter(ipc::equals).isPresent()) {
            return "the host's IPC namespace (" + ipc.text() + ")";
        }
        String name = new NamespaceValue(here.session(), ipc, here.context(), null).getName();
        return "IPC namespace " + (name == null ? ipc.text() : name + " (" + ipc.text() + ")");
    }

    /**
     * The longest time to wait: zero for {@code wait: false}, the duration of {@code timeout:}, otherwise unlimited.
     */
    static Duration patience(Arguments options) {
        return options.get(WAIT) ? options.find(TIMEOUT).orElse(ENDLESS) : Duration.ZERO;
    }

    /** The user's name, or the number of a user without one. */
    static String user(long uid) {
        return Users.read().name((int) uid);
    }

    /** The operation that removes the object; fails when it does not exist. */
    public Operation removed() {
        return look(this::removal);
    }

    /** Removes the object; fails when it does not exist. */
    public void remove() {
        change(ipc -> List.of(removal(ipc)));
    }

    @Override
    public void delete() {
        remove();
    }
}
