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

    /** All current objects of this kind. */
    abstract List<T> all(IpcObjects ipc);

    abstract IpcObject object(T found);

    /** The operation that removes the object, which must exist. */
    abstract Operation removing(IpcObjects ipc);

    /** The current object; empty if it does not exist. */
    Optional<T> find(IpcObjects ipc) {
        return name.find(all(ipc), this::object);
    }

    SysvName sysvName() {
        return name;
    }

    /** The current object; fails if it does not exist. */
    T get(IpcObjects ipc) {
        return find(ipc).orElseThrow(() -> name.hasKey() ? absent() : missing());
    }

    private IpcObject object() {
        return look(ipc -> object(get(ipc)));
    }

    /** Creates the object if it does not exist; fails for a missing object that is named by its identifier. */
    void make(Function<IpcObjects, List<Operation>> plan) {
        change(ipc -> {
            if (!name.hasKey()) {
                get(ipc);
            }
            return plan.apply(ipc);
        });
    }

    /** @param exclusive whether a new object is required */
    void refuseExisting(IpcObjects ipc, boolean exclusive) {
        if (exclusive && find(ipc).isPresent()) {
            throw existing();
        }
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

    /** Whether the object exists. */
    public boolean exists() {
        return ask(ipc -> find(ipc).isPresent());
    }

    /** The key as ipcs(1) shows it: {@code 0x00001234}; 0x00000000 for an object without one. */
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

    /** The owner, by name or else by number. */
    public String getOwner() {
        return look(ipc -> user(object(get(ipc)).uid()));
    }

    /** The permissions to read and write, in octal: {@code 0600}. */
    public String getMode() {
        return IpcKey.text(object().permissions());
    }

    @Override
    public String toString() {
        return prose();
    }
}
