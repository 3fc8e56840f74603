package nsx.shadow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import nsx.ipc.IpcObject;
import nsx.ns.UnresolvedException;
import nsx.sys.Tasks;

/** The System V objects of one kind as a plan leaves them. Planned objects have negative ids. */
public abstract class ShadowObjects<T> {
    private final List<T> all;
    private final Function<T, IpcObject> object;
    private final BiFunction<T, IpcObject, T> with;
    private int made;

    ShadowObjects(List<T> there, Function<T, IpcObject> object, BiFunction<T, IpcObject, T> with) {
        this.all = new ArrayList<>(there);
        this.object = object;
        this.with = with;
    }

    List<T> list() {
        return List.copyOf(all);
    }

    void add(T made) {
        all.add(made);
    }

    /** A new object with a provisional id; the real id comes from the kernel. */
    IpcObject fresh(int key, int mode) {
        long user = Integer.toUnsignedLong(Tasks.effectiveUser());
        long group = Integer.toUnsignedLong(Tasks.effectiveGroup());
        return new IpcObject(key, --made, mode, user, group, user, group);
    }

    T get(Predicate<IpcObject> which) {
        return find(which).orElseThrow(() -> new UnresolvedException("an object that an earlier line removes"));
    }

    private Optional<T> find(Predicate<IpcObject> which) {
        return all.stream().filter(o -> which.test(object.apply(o))).findFirst();
    }

    public void remove(Predicate<IpcObject> which) {
        all.removeIf(o -> which.test(object.apply(o)));
    }

    public void setMode(Predicate<IpcObject> which, int mode) {
        change(which, o -> with.apply(o, object.apply(o).withMode(mode)));
    }

    void change(Predicate<IpcObject> which, UnaryOperator<T> change) {
        all.replaceAll(o -> which.test(object.apply(o)) ? change.apply(o) : o);
    }
}
