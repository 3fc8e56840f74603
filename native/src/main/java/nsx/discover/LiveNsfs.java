package nsx.discover;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceId;
import nsx.ns.NamespaceKind;
import nsx.ns.NsThread;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.NamespaceFiles;
import nsx.sys.NamespaceList;
import nsx.sys.SysException;
import nsx.sys.Tasks;

/**
 * Reads namespace files through the running kernel. It remembers the ancestors that it has met, so one instance is
 * good for one pass only.
 */
final class LiveNsfs implements Nsfs {
    private final Map<NamespaceId, NamespaceAncestry> known = new HashMap<>();

    @Override
    public long device() {
        return Namespace.nsfsDevice();
    }

    @Override
    public Set<NamespaceLink> own() {
        Set<NamespaceLink> own = new HashSet<>();
        for (NamespaceKind kind : NamespaceKind.values()) {
            if (Files.exists("/proc/thread-self/ns/" + kind.file())) {
                own.add(new NamespaceLink(kind, Tasks.namespace(kind.file()).inode()));
            }
        }
        return own;
    }

    @Override
    public String ownMounts() {
        return Files.readText("/proc/thread-self/mountinfo");
    }

    @Override
    public Optional<NamespaceLink> link(String file) {
        try (Fd fd = NamespaceFiles.open(file)) {
            long inode = Files.stat(fd).inode();
            return NamespaceKind.ofFlag(NamespaceFiles.kind(fd)).map(k -> new NamespaceLink(k, inode));
        } catch (SysException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<NamespaceAncestry> kin(String file, NamespaceKind kind, NamespaceId id) {
        if (known.containsKey(id)) {
            return Optional.of(known.get(id));
        }
        try (Fd fd = NamespaceFiles.open(file)) {
            return Optional.of(kin(fd, kind)).filter(k -> k.id().equals(id));
        } catch (SysException e) {
            return Optional.empty();
        }
    }

    private NamespaceAncestry kin(Fd fd, NamespaceKind kind) {
        NamespaceId id = NamespaceId.of(Files.stat(fd));
        NamespaceAncestry kin = known.get(id);
        if (kin == null) {
            Optional<NamespaceAncestry> owner = above(NamespaceFiles.owner(fd), NamespaceKind.USER);
            kin = new NamespaceAncestry(kind, id, owner, parent(fd, kind, owner), maker(fd, kind));
            known.put(id, kin);
        }
        return kin;
    }

    /** The parent of a namespace; for a user namespace the parent is also its owner. */
    private Optional<NamespaceAncestry> parent(Fd fd, NamespaceKind kind, Optional<NamespaceAncestry> owner) {
        if (kind == NamespaceKind.USER) {
            return owner;
        }
        return kind == NamespaceKind.PID ? above(NamespaceFiles.parent(fd), kind) : Optional.empty();
    }

    private Optional<NamespaceAncestry> above(Optional<Fd> found, NamespaceKind kind) {
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (Fd fd = found.get()) {
            return Optional.of(kin(fd, kind));
        }
    }

    private static OptionalInt maker(Fd fd, NamespaceKind kind) {
        return kind == NamespaceKind.USER ? OptionalInt.of(NamespaceFiles.maker(fd)) : OptionalInt.empty();
    }

    @Override
    public Optional<String> mounts(String file) {
        try {
            return Optional.of(NsThread.visit(
                    List.of(Namespace.at(NamespaceKind.MNT, file)),
                    () -> Files.readText("/proc/thread-self/mountinfo")));
        } catch (SysException | NamespaceException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean isOwned(String file) {
        try (Fd fd = NamespaceFiles.open(file)) {
            return Tasks.isOwned(fd);
        } catch (SysException e) {
            return false;
        }
    }

    @Override
    public Optional<List<NamespaceAncestry>> listed() {
        return NamespaceList.ids().map(ids -> {
            List<NamespaceAncestry> all = new ArrayList<>();
            Arrays.stream(ids).forEach(id -> opened(id).ifPresent(all::add));
            return all;
        });
    }

    private Optional<NamespaceAncestry> opened(long id) {
        try (Fd fd = NamespaceList.open(id)) {
            return NamespaceKind.ofFlag(NamespaceFiles.kind(fd)).map(kind -> kin(fd, kind));
        } catch (SysException e) {
            // the namespace has ended or may not be opened
            return Optional.empty();
        }
    }
}
