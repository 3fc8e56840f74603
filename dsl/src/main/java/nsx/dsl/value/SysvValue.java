package nsx.dsl.value;

import java.util.Optional;
import nsx.dsl.NsxException;
import nsx.dsl.Session;
import nsx.dsl.op.SysvName;
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

    /** As it is now. */
    abstract Optional<T> find(IpcObjects ipc);

    abstract IpcObject object(T found);

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

    /** What only an identifier leads to cannot be made, so it has to be there. */
    void requireKey(IpcObjects ipc) {
        if (!name.hasKey()) {
            get(ipc);
        }
    }

    /** As {@link #get}, for who wants to remove it. */
    void checkThere(IpcObjects ipc) {
        find(ipc).orElseThrow(this::missing);
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
            throw new UnresolvedException("the identifier of " + prose() + " is given when it is made");
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
