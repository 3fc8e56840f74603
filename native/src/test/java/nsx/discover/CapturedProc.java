package nsx.discover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nsx.ns.NamespaceId;
import nsx.ns.NamespaceKind;

/** A tree of /proc in a directory, as a captured one is unpacked, and a file system of namespaces that answers from a table. */
final class CapturedProc implements Nsfs {
    private final Path root;
    private final Map<Long, NamespaceAncestry> kin = new HashMap<>();
    private final Map<String, String> mounts = new HashMap<>();
    private final Set<NamespaceLink> own;
    private List<NamespaceAncestry> listed;
    String ownMounts = "";

    CapturedProc(Path root, Set<NamespaceLink> own) {
        this.root = root;
        this.own = own;
    }

    /** A single-threaded process in these namespaces: {@code net:[1]}; its children are where it is. */
    CapturedProc process(int pid, String command, String... namespaces) {
        text(pid + "/cmdline", command.replace(' ', '\0') + "\0");
        text(pid + "/comm", command.split(" ")[0] + "\n");
        text(pid + "/cgroup", "0::/\n");
        text(pid + "/mountinfo", "");
        directory(pid + "/task/" + pid);
        directory(pid + "/fd");
        for (String namespace : namespaces) {
            String kind = namespace.split(":")[0];
            link(pid + "/ns/" + kind, namespace);
            for (String task : List.of("", "/task/" + pid)) {
                link(pid + task + "/ns/" + NamespaceKind.of(kind).childFile(), namespace);
            }
        }
        return this;
    }

    CapturedProc link(String path, String target) {
        try {
            directory(path.substring(0, path.lastIndexOf('/')));
            Files.deleteIfExists(root.resolve(path));
            Files.createSymbolicLink(root.resolve(path), Path.of(target));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CapturedProc text(String path, String text) {
        try {
            directory(path.substring(0, path.lastIndexOf('/')));
            Files.writeString(root.resolve(path), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CapturedProc directory(String path) {
        try {
            Files.createDirectories(root.resolve(path));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CapturedProc above(NamespaceAncestry namespace) {
        kin.put(namespace.id().inode(), namespace);
        return this;
    }

    CapturedProc list(List<NamespaceAncestry> all) {
        listed = all;
        return this;
    }

    CapturedProc inside(String file, String mountinfo) {
        mounts.put(file, mountinfo);
        return this;
    }

    NamespaceGraph graph() {
        return graph("/nowhere");
    }

    NamespaceGraph graph(String files) {
        return Search.graph(root.toString(), this, new RuntimeState(files), EnumSet.allOf(NamespaceKind.class));
    }

    @Override
    public long device() {
        return 4;
    }

    @Override
    public Set<NamespaceLink> own() {
        return own;
    }

    @Override
    public String ownMounts() {
        return ownMounts;
    }

    @Override
    public Optional<NamespaceLink> link(String file) {
        return Optional.empty();
    }

    @Override
    public Optional<NamespaceAncestry> kin(String file, NamespaceKind kind, NamespaceId id) {
        return Optional.ofNullable(kin.get(id.inode()));
    }

    @Override
    public Optional<String> mounts(String file) {
        return Optional.ofNullable(mounts.get(file));
    }

    @Override
    public boolean isOwned(String file) {
        return true;
    }

    @Override
    public Optional<List<NamespaceAncestry>> listed() {
        return Optional.ofNullable(listed);
    }
}
