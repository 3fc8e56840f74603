package nsx.ledger;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import nsx.ipc.IpcObject;
import nsx.ipc.IpcObjects;
import nsx.netlink.Connection;
import nsx.netlink.NetlinkException;
import nsx.nft.RuleHandles;
import nsx.nft.TableName;
import nsx.ns.NamedNamespaces;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceKind;
import nsx.ns.NsThread;
import nsx.rtnl.Link;
import nsx.rtnl.Links;
import nsx.sys.Files;
import nsx.sys.NetlinkSocket;
import nsx.sys.Stat;
import nsx.sys.SysException;
import nsx.sys.Tasks;

/**
 * Checks with the kernel whether objects of runs still exist. An object counts as gone if its namespace has no name
 * and is not the namespace of nsx, unless the file once used still leads to the namespace.
 */
public final class Presence {
    private final Map<NamespaceKind, Map<Long, String>> names = new HashMap<>();

    /** Whether any of the objects exists. */
    public boolean hasAny(Collection<Thing> things) {
        return things.stream().anyMatch(t -> find(t).isPresent());
    }

    /** Describes the object as it is now, such as {@code bridge br1}; empty if the object does not exist. */
    public Optional<String> find(Thing thing) {
        try {
            return thing.sort() == Thing.Sort.LINK
                    ? in(thing, () -> link(thing))
                    : in(thing, () -> isThere(thing)).filter(there -> there).map(there -> thing.what());
        } catch (SysException | NamespaceException | NetlinkException e) {
            return Optional.empty();
        }
    }

    /** Describes a device by its current name; empty if the device does not exist. */
    private static String link(Thing thing) {
        try (Connection connection = new Connection(NetlinkSocket.open(nsx.netlink.Request.ROUTE))) {
            return connection
                    .find(Links.get(Integer.parseInt(thing.id())))
                    .map(Link::decode)
                    .map(l -> l.kind() + " " + l.name())
                    .filter(now -> now.substring(0, now.indexOf(' '))
                            .equals(thing.what().substring(0, thing.what().indexOf(' '))))
                    .orElse(null);
        }
    }

    private static boolean isThere(Thing thing) {
        return switch (thing.sort()) {
            case FILE -> id(Files.stat(thing.place())).equals(thing.id());
            case SEGMENT ->
                has(thing, IpcObjects.OF_THIS_THREAD.segments().stream().map(s -> s.object()));
            case QUEUE -> has(thing, IpcObjects.OF_THIS_THREAD.queues().stream().map(q -> q.object()));
            case SEMAPHORES ->
                has(thing, IpcObjects.OF_THIS_THREAD.semaphores().stream().map(s -> s.object()));
            case TABLE -> isTable(thing);
            case RULE -> isRule(thing);
            case LINK -> false;
        };
    }

    private static boolean isTable(Thing thing) {
        try (Connection connection = new Connection(NetlinkSocket.open(nsx.netlink.Request.NETFILTER))) {
            OptionalLong handle = TableName.read(thing.place()).handle(connection);
            return handle.isPresent() && Long.toString(handle.getAsLong()).equals(thing.id());
        }
    }

    private static boolean isRule(Thing thing) {
        try (Connection connection = new Connection(NetlinkSocket.open(nsx.netlink.Request.NETFILTER))) {
            return !RuleHandles.read(thing.id())
                    .find(connection, TableName.read(thing.place()))
                    .isEmpty();
        }
    }

    private static boolean has(Thing thing, Stream<IpcObject> objects) {
        return objects.anyMatch(o -> Integer.toString(o.id()).equals(thing.id()));
    }

    /** The text that identifies a file. */
    public static String id(Stat stat) {
        return Long.toUnsignedString(stat.device()) + ":" + Long.toUnsignedString(stat.inode());
    }

    private <T> Optional<T> in(Thing thing, Callable<T> reading) {
        NamespaceKind kind = thing.sort().home();
        if (Tasks.namespace(kind.file()).inode() == thing.home()) {
            return Optional.ofNullable(NsThread.enter(List.of(), reading));
        }
        return home(thing, kind)
                .map(home -> kind == NamespaceKind.MNT
                        ? NsThread.amongMounts(List.of(home), reading)
                        : NsThread.enter(List.of(home), reading));
    }

    /** The namespace that the object lives in; empty if the namespace is gone. */
    public Optional<Namespace> home(Thing thing) {
        return home(thing, thing.sort().home());
    }

    /**
     * The object's namespace of a kind: the namespace of nsx itself, whatever the calling thread is in; the one that
     * the file leads to; or one that was renamed.
     */
    private Optional<Namespace> home(Thing thing, NamespaceKind kind) {
        return at(kind, Files.OWN_PROC + "self/ns/" + kind.file(), thing.home())
                .or(() -> at(kind, thing.path(), thing.home()))
                .or(() -> at(kind, named(kind).getOrDefault(thing.home(), ""), thing.home()));
    }

    private static Optional<Namespace> at(NamespaceKind kind, String path, long inode) {
        try {
            return path.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Namespace.at(kind, path)).filter(n -> n.id().inode() == inode);
        } catch (SysException | NamespaceException e) {
            return Optional.empty();
        }
    }

    /** The names of a kind's namespaces by inode, because a namespace can be renamed. */
    private Map<Long, String> named(NamespaceKind kind) {
        return names.computeIfAbsent(kind, k -> {
            Map<Long, String> all = new HashMap<>();
            NamedNamespaces known = new NamedNamespaces(k);
            for (String name : known.names()) {
                try {
                    all.put(Files.stat(known.path(name)).inode(), known.path(name));
                } catch (SysException e) {
                    // the name has just been deleted
                    continue;
                }
            }
            return all;
        });
    }
}
