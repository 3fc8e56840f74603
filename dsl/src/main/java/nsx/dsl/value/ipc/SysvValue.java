package nsx.dsl.value.ipc;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.ipc.SysvName;
import nsx.dsl.session.Session;
import nsx.ipc.IpcObject;
import nsx.ipc.IpcObjects;
import nsx.ns.UnresolvedException;

/** A System V object, by its key or the kernel's identifier. */
abstract class SysvValue<T> extends IpcValue {
    private final SysvName name;

    SysvValue(Session session, SysvName name) {
        super(session);
        this.name = name;
    }

    /** All of its kind, as they are now. */
    abstract List<T> all(IpcObjects ipc);

    abstract IpcObject object(T found);

    /** What removes it, which is there. */
    abstract Operation removing(IpcObjects ipc);

    /** As it is now. */
    Optional<T> find(IpcObjects ipc) {
        return name.find(all(ipc), this::object);
    }

    SysvName sysvName() {
        return name;
    }

    /** As it is now; what is not there is an error. */
    T get(IpcObjects ipc) {
        return find(ipc).orElseThrow(() -> name.hasKey() ? absent() : missing());
    }

    private IpcObject object() {
        return look(ipc -> object(get(ipc)));
    }

    /** Carries out what makes it when it is not there; what only an identifier leads to cannot be made, so it has to be there. */
    void make(Function<IpcObjects, List<Operation>> plan) {
        change(ipc -> {
            if (!name.hasKey()) {
                get(ipc);
            }
            return plan.apply(ipc);
        });
    }

    @Override
    Operation removal(IpcObjects ipc) {
        find(ipc).orElseThrow(this::missing);
        return removing(ipc);
    }

    @Override
    NsxException missing() {
        return super.missing().at(name.hasKey() ? name.text() : name.id());
    }

    @Override
    String prose() {
        return name.prose();
    }

    @Override
    public String name() {
        return name.text();
    }

    public boolean exists() {
        return ask(ipc -> find(ipc).isPresent());
    }

    /** As ipcs(1) shows it: {@code 0x00001234}; 0x00000000 for one that has none. */
    public String getKey() {
        return SysvName.hex(name.hasKey() ? name.key() : object().key());
    }

    /** The kernel's identifier. */
    public int getId() {
        IpcObject object = object();
        if (object.isPlanned()) {
            throw new UnresolvedException("the identifier of " + prose() + " is assigned when the object is made");
        }
        return object.id();
    }

    public String getOwner() {
        return look(ipc -> user(object(get(ipc)).uid()));
    }

    /** Who may read and write, in octal: {@code 0600}. */
    public String getMode() {
        return IpcKey.text(object().permissions());
    }

    @Override
    public String toString() {
        return prose();
    }
}
