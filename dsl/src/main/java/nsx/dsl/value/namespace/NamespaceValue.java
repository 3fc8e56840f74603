package nsx.dsl.value.namespace;

import groovy.lang.Closure;
import groovy.lang.GroovyObjectSupport;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import nsx.discover.Discovery;
import nsx.discover.NamespaceNode;
import nsx.dsl.change.Deletable;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.ProcessRow;
import nsx.dsl.op.TimeOperations;
import nsx.dsl.session.Blocks;
import nsx.dsl.session.Place;
import nsx.dsl.session.Session;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Named;
import nsx.dsl.shape.Table;
import nsx.dsl.word.Mistake;
import nsx.ns.Context;
import nsx.ns.IdMap;
import nsx.ns.IdMaps;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceKind;
import nsx.ns.UnresolvedException;
import nsx.process.TimeNamespaces;
import nsx.process.UserNamespaces;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.NamespaceFiles;
import nsx.sys.SysException;

/**
 * A namespace as a value. Any word called on it acts in it: {@code netns('a').links()}; a property that is not a fact
 * means a word, a device or a namespace inside: {@code netns('a').lo}.
 */
public final class NamespaceValue extends GroovyObjectSupport implements Named, Facts, Deletable {
    private final Session session;
    private Namespace namespace;
    private final Context around;
    /** The place of creation while it lasts: programs see the clocks that were set there. */
    private final Place place;

    private String name;

    /** @param name the name that led to the namespace, or null */
    public NamespaceValue(Session session, Namespace namespace, Context around, String name) {
        this.session = session;
        this.namespace = namespace;
        this.around = around;
        this.place = session.context().equals(around) ? session.place() : null;
        this.name = name;
    }

    /** The inode number of the namespace. */
    public long getInode() {
        if (namespace.isPlanned()) {
            throw new UnresolvedException("the inode of " + name() + " is assigned when the namespace is made");
        }
        return namespace.id().inode();
    }

    /** The text of the link in /proc/PID/ns: {@code net:[4026532384]}. */
    public String getId() {
        return namespace.text();
    }

    /** The kind: net, ipc, uts, mnt, pid, user, time or cgroup. */
    public String getKind() {
        return namespace.kind().file();
    }

    /** The name that led to the namespace, otherwise its first name; null without a name. */
    public String getName() {
        return name != null ? name : getNames().stream().findFirst().orElse(null);
    }

    /** All names of the namespace, in order. */
    public List<String> getNames() {
        return session.kernel().names(session.context(), kind()).stream()
                .filter(this::isNamed)
                .toList();
    }

    private boolean isNamed(String candidate) {
        try {
            return session.kernel()
                    .named(session.context(), kind(), candidate)
                    .filter(namespace::equals)
                    .isPresent();
        } catch (NamespaceException e) {
            return false;
        }
    }

    /** A file that leads to the namespace; null if only a descriptor of nsx keeps it alive. */
    public String getPath() {
        return namespace.path().orElse(null);
    }

    /** The owning user namespace, whose capabilities apply here; null if it is outside nsx's own. */
    public NamespaceValue getOwner() {
        return here(namespace::owner).map(this::related).orElse(null);
    }

    /** The parent of a pid or user namespace; null for other kinds and for the outermost. */
    public NamespaceValue getParent() {
        return here(namespace::parent).map(this::related).orElse(null);
    }

    private NamespaceValue related(Namespace other) {
        return found(session, other, around);
    }

    /** A namespace that was found, with the context around it. The session keeps it open until it ends. */
    public static NamespaceValue found(Session session, Namespace other, Context around) {
        Optional<Namespace> ours = session.host().get(other.kind()).filter(other::equals);
        if (ours.isPresent()) {
            other.close();
        }
        return new NamespaceValue(session, ours.orElseGet(() -> session.own(other)), around, null);
    }

    /** The id of the user who created a user namespace; null for other kinds. */
    public Integer getUid() {
        if (kind() != NamespaceKind.USER) {
            return null;
        }
        return here(() -> {
            try (Fd fd = namespace.open()) {
                return NamespaceFiles.maker(fd);
            }
        });
    }

    /**
     * The offsets of a time namespace to the machine's clocks, by clock; null for other kinds. The kernel shows those
     * of an empty namespace from another run only to a program inside, which freezes them.
     */
    public Offsets getOffsets() {
        return kind() == NamespaceKind.TIME ? new Offsets(time(TimeOperations.OFFSETS, TimeNamespaces::offsets)) : null;
    }

    /** Whether the offsets of a time namespace can no longer be set; null for other kinds. */
    public Boolean getFrozen() {
        return kind() == NamespaceKind.TIME ? time(TimeOperations.FROZEN, TimeNamespaces::isFrozen) : null;
    }

    private <T> T time(String fact, Function<Namespace, T> reading) {
        return session.kernel().look(context(), NamespaceKind.TIME, fact, () -> here(() -> reading.apply(namespace)));
    }

    /** The users of a user namespace and their ids outside; null for other kinds and when nsx may not see the map. */
    public Table<IdMap.Range> getUidMap() {
        return idMap(IdMaps::users);
    }

    /** The groups of a user namespace and their ids outside; null for other kinds and when nsx may not see the map. */
    public Table<IdMap.Range> getGidMap() {
        return idMap(IdMaps::groups);
    }

    private Table<IdMap.Range> idMap(Function<IdMaps, IdMap> which) {
        if (kind() != NamespaceKind.USER) {
            return null;
        }
        return session.kernel().call(session.context(), () -> {
            try {
                IdMap map = which.apply(UserNamespaces.maps(namespace));
                return Table.of(List.of("inside", "outside", "count"), map.ranges());
            } catch (SysException | NamespaceException e) {
                return null;
            }
        });
    }

    /** The processes in the namespace that /proc shows. */
    public Table<ProcessRow> getProcesses() {
        return here(() -> ProcessRow.table(Discovery.processes(namespace)));
    }

    /** The holders in words: mounts, processes, threads, open files, namespaces below. */
    public List<String> getHeldBy() {
        return here(() -> node().map(HolderRow::phrases).orElse(List.of()));
    }

    /** The holders as a table. */
    public Table<HolderRow> getHolders() {
        return here(() -> node().map(HolderRow::table).orElse(null));
    }

    private Optional<NamespaceNode> node() {
        return Discovery.of(namespace);
    }

    private <T> T here(Callable<T> look) {
        try {
            return session.kernel().call(session.context(), look);
        } catch (SysException | NamespaceException e) {
            throw NamedSet.unreachable(name(), e);
        }
    }

    @Override
    public String name() {
        return Optional.ofNullable(name).orElseGet(namespace::text);
    }

    /** The namespace that this value stands for. */
    public Namespace namespace() {
        return namespace;
    }

    /** The kind of the namespace. */
    public NamespaceKind kind() {
        return namespace.kind();
    }

    /** The surrounding context, with this namespace in it. */
    public Context context() {
        return (place == null ? around : place.context()).with(namespace);
    }

    /** Runs the block inside: {@code x { links() }}, and returns the value of its last line. */
    public Object call(Closure<?> block) {
        session.answers().passedThrough();
        if (kind() != NamespaceKind.TIME) {
            return session.within(context(), name(), () -> Blocks.run(session, block));
        }
        DeclaredClocks clocks = new DeclaredClocks(session, this);
        return session.within(context(), name(), () -> {
            Object value = Blocks.run(session, block, clocks);
            clocks.end();
            return value;
        });
    }

    /**
     * Renames the namespace, replacing the name that led to it, or its first name. It is not an error if it already
     * has the new name.
     *
     * @return this value
     */
    public NamespaceValue rename(Object to) {
        String after = Mistake.given("rename", "a name", to);
        String before = named("to rename");
        if (!after.equals(before)) {
            NamespaceValue renamed = new NamedSet(session, kind()).rename(namespace, before, after);
            namespace = renamed.namespace;
        }
        name = after;
        return this;
    }

    /** The name that led to the namespace, or otherwise its first name, if it still has it. */
    private String named(String purpose) {
        String its = name == null ? getName() : name;
        if (its == null) {
            throw new NsxException(namespace.text() + " has no name " + purpose).at(namespace.text());
        }
        if (!new NamedSet(session, kind()).get(its).equals(this)) {
            throw new NsxException(its + " is now the name of another " + kind().title() + " namespace")
                    .because(namespace.text() + " no longer has that name")
                    .at(its);
        }
        return its;
    }

    /**
     * Removes the name; the namespace ends with its last process. Fails if it has no name, or another namespace has
     * the name by now.
     */
    @Override
    public void delete() {
        if (name == null && getName() == null) {
            throw new NsxException(namespace.text() + " has no name to delete")
                    .at(namespace.text())
                    .hint("the kernel removes it when nothing holds it any more; heldBy lists what does");
        }
        new NamedSet(session, kind()).delete(List.of(named("to delete")));
    }

    /** Calls a word in the namespace. Groovy calls this for a method that is not declared. */
    public Object methodMissing(String word, Object arguments) {
        return session.within(context(), name(), () -> session.callOn(this, said(), word, (Object[]) arguments));
    }

    /** Calls a word without arguments in the namespace, or begins one with a dot. */
    public Object propertyMissing(String word) {
        return session.within(context(), name(), () -> session.wordOn(this, said(), word));
    }

    private String said() {
        return "the " + kind().title() + " namespace " + (name == null ? namespace.text() : name);
    }

    @Override
    public List<String> facts() {
        return kind() == NamespaceKind.USER
                ? List.of("kind", "inode", "name", "path", "uid", "uidMap", "gidMap", "owner", "processes")
                : List.of("kind", "inode", "name", "path", "owner", "processes");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NamespaceValue n && n.namespace.equals(namespace);
    }

    @Override
    public int hashCode() {
        return namespace.hashCode();
    }

    @Override
    public String toString() {
        return name == null ? namespace.text() : name + " " + namespace.text();
    }

    /** The namespace of a file; fails if the file does not lead to one of this kind. */
    public static NamespaceValue at(Session session, NamespaceKind kind, String path, String shown) {
        try {
            Namespace found = session.kernel().call(session.context(), () -> Namespace.at(path));
            if (found.kind() != kind) {
                throw new NsxException(path + " is the wrong kind of namespace")
                        .because("its kind is " + found.kind().title() + ", not " + kind.title())
                        .at(path);
            }
            return new NamespaceValue(session, found, session.context(), shown);
        } catch (SysException e) {
            throw e.errno() == Errno.ENOENT
                    ? new NsxException("there is no namespace at " + path, e)
                            .because("no such file")
                            .at(path)
                    : NamedSet.unreachable(path, e).at(path);
        } catch (NamespaceException e) {
            throw new NsxException(path + " is not a namespace", e)
                    .because("it is a plain file: nothing is mounted on it")
                    .at(path);
        }
    }
}
