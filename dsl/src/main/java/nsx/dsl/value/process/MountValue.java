package nsx.dsl.value.process;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import nsx.dsl.change.Deletable;
import nsx.dsl.op.MountOperations;
import nsx.dsl.session.Place;
import nsx.dsl.session.Session;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.OneOf;
import nsx.dsl.shape.Table;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Signature;
import nsx.mount.Propagation;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.ns.UnresolvedException;
import nsx.proc.MountInfo;

/** A mount at the time when it was read. */
public final class MountValue implements Facts, Deletable {
    private static final Parameter<Boolean> LAZY =
            Parameter.flag("lazy", "hide it at once, and remove it when its last user leaves");
    private static final Signature DELETE = new Signature("delete", List.of(LAZY));

    /** The columns of the mounts' table. */
    public static final List<String> COLUMNS = List.of("target", "source", "type", "options", "propagation", "id");

    private final Session session;
    private final Place place;
    private final MountInfo mount;

    public MountValue(Session session, MountInfo mount) {
        this.session = session;
        this.place = session.place();
        this.mount = mount;
    }

    /** The matching mounts of the current mount namespace, oldest first. */
    public static Table<MountValue> table(Session session, Predicate<MountInfo> fits) {
        List<MountValue> rows = session.kernel().mounts(session.context()).stream()
                .filter(fits)
                .map(m -> new MountValue(session, m))
                .toList();
        return Table.of(MountValue.class, COLUMNS, rows);
    }

    /** The mount point. */
    public String getTarget() {
        return mount.target();
    }

    /** The device or name given at mounting; for a bind mount with the directory in brackets, as in findmnt(8). */
    public String getSource() {
        return mount.source() + (mount.root().equals("/") ? "" : "[" + mount.root() + "]");
    }

    /** The type of the file system, such as {@code ext4}. */
    public String getType() {
        return mount.type();
    }

    /** The options of the mount, then those of the file system, separated by commas. */
    public String getOptions() {
        Set<String> all = new LinkedHashSet<>(mount.options());
        mount.systemOptions().stream()
                .filter(o -> !o.equals("ro") && !o.equals("rw"))
                .forEach(all::add);
        return String.join(",", all);
    }

    /** How mounts below it propagate to and from other mount namespaces: shared, slave, private or unbindable. */
    @OneOf({"shared", "slave", "shared,slave", "private", "unbindable"})
    public String getPropagation() {
        return Propagation.of(mount).stream().map(Propagation::text).collect(Collectors.joining(","));
    }

    /** The kernel's number of the mount. */
    public int getId() {
        return known(mount.id());
    }

    /** The number of the parent mount. */
    public int getParent() {
        return known(mount.parent());
    }

    private int known(int number) {
        if (number < 0
                || place.context()
                        .get(NamespaceKind.MNT)
                        .filter(Namespace::isPlanned)
                        .isPresent()) {
            throw new UnresolvedException(
                    "the number of the mount on " + mount.target() + " is assigned when the mount is made");
        }
        return number;
    }

    /** The directory of the file system that the mount shows; {@code /} except for bind mounts. */
    public String getRoot() {
        return mount.root();
    }

    /** Whether the mount refuses writes. */
    public boolean isReadonly() {
        return mount.options().contains("ro");
    }

    /** Unmounts the mount; fails if it is no longer mounted or is in use. */
    @Override
    public void delete() {
        delete(Map.of());
    }

    /**
     * Unmounts the mount; {@code delete(lazy: true)} hides it from new users at once and removes it when the last
     * user leaves.
     */
    public void delete(Map<String, ?> options) {
        boolean lazy = Arguments.named(DELETE, options).is(LAZY);
        session.at(place, () -> {
            session.change(List.of(new MountOperations(session).unmount(mount, lazy)));
            return null;
        });
    }

    @Override
    public List<String> facts() {
        return List.of("target", "source", "type", "options", "propagation", "id", "parent", "root");
    }

    @Override
    public String toString() {
        return getSource() + " on " + getTarget();
    }
}
