package nsx.discover;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nsx.ns.NamespaceId;
import nsx.ns.NamespaceKind;
import nsx.proc.CommandLines;
import nsx.proc.MountInfo;
import nsx.sys.DirectoryReader;

/**
 * Finds namespaces in one pass over the processes, one read of mountinfo per mount namespace, and one look at the
 * owner and parent of each namespace found. Objects that vanish meanwhile are left out.
 */
final class Search {
    /** The number of processes that is worth a thread. */
    private static final int ENOUGH = 200;

    private static final String NSFS = " - nsfs ";

    private final String root;
    private final DirectoryReader proc;
    private final Nsfs nsfs;
    private final RuntimeState state;
    private final Set<NamespaceKind> kinds;
    private final Map<NamespaceLink, Draft> drafts = new LinkedHashMap<>();
    private final Notes notes = new Notes();

    /** A namespace with the holders found so far. */
    private static final class Draft {
        private final Set<Holder> holders = new LinkedHashSet<>();
        /** The places of its mount points in peer groups, within which mounts propagate. */
        private final Set<String> places = new HashSet<>();

        private Optional<NamespaceAncestry> kin = Optional.empty();
        private boolean isAsked;

        private Draft() {}
    }

    private Search(String root, DirectoryReader proc, Nsfs nsfs, RuntimeState state, Set<NamespaceKind> kinds) {
        this.root = root;
        this.proc = proc;
        this.nsfs = nsfs;
        this.state = state;
        this.kinds = kinds;
    }

    /** Finds the namespaces of these kinds, and the user and pid namespaces above them, in a /proc. */
    static NamespaceGraph graph(String root, Nsfs nsfs, RuntimeState state, Set<NamespaceKind> kinds) {
        // owned namespaces of any kind hold a user namespace, and any mount namespace can contain mounts of any kind
        boolean all = kinds.contains(NamespaceKind.USER);
        Set<NamespaceKind> read = all ? EnumSet.allOf(NamespaceKind.class) : EnumSet.copyOf(kinds);
        read.add(NamespaceKind.MNT);
        try (DirectoryReader proc = new DirectoryReader(root)) {
            Search search = new Search(root, proc, nsfs, state, read);
            search.run();
            return search.graph(kinds);
        }
    }

    private void run() {
        int[] pids = proc.numbers(".");
        List<Integer> refused = new ArrayList<>();
        int threads = ParallelRead.threads(pids.length, ENOUGH);
        for (ProcScan scan : ParallelRead.share(threads, share -> scan(pids, share, threads))) {
            scan.found().forEach(s -> add(new NamespaceLink(s.kind(), s.inode()), s.holder()));
            refused.addAll(scan.refused());
        }
        notes.refused(refused);
        notes.hidden(mounts(), pids);
        kin();
        listed();
    }

    private ProcScan scan(int[] pids, int share, int threads) {
        try (DirectoryReader reader = new DirectoryReader(root)) {
            ProcScan scan = new ProcScan(root, reader, nsfs, kinds);
            int from = (int) ((long) pids.length * share / threads);
            int to = (int) ((long) pids.length * (share + 1) / threads);
            for (int i = from; i < to; i++) {
                scan.look(pids[i]);
            }
            return scan;
        }
    }

    private void add(NamespaceLink namespace, Holder holder) {
        drafts.computeIfAbsent(namespace, n -> new Draft()).holders.add(holder);
    }

    /**
     * Reads the mounts of all mount namespaces and returns the text of the caller's own. A mount can hold a mount
     * namespace that contains further mounts.
     */
    private String mounts() {
        String ours = nsfs.ownMounts();
        addMounts(ours, 0, 0);
        Set<Long> read = nsfs.own().stream()
                .filter(n -> n.kind() == NamespaceKind.MNT)
                .map(NamespaceLink::inode)
                .collect(Collectors.toCollection(HashSet::new));
        List<Long> unread = unread(read);
        while (!unread.isEmpty()) {
            unread.forEach(inode -> mountsOf(inode, drafts.get(new NamespaceLink(NamespaceKind.MNT, inode))));
            read.addAll(unread);
            unread = unread(read);
        }
        return ours;
    }

    private List<Long> unread(Set<Long> read) {
        return drafts.keySet().stream()
                .filter(n -> n.kind() == NamespaceKind.MNT && !read.contains(n.inode()))
                .map(NamespaceLink::inode)
                .toList();
    }

    private void mountsOf(long inode, Draft draft) {
        for (Holder holder : draft.holders) {
            if (holder instanceof Holder.Process || holder instanceof Holder.Task) {
                boolean isThread = holder instanceof Holder.Task;
                int pid = isThread ? ((Holder.Task) holder).thread() : ((Holder.Process) holder).pid();
                proc.enter(pid);
                Optional<String> text = proc.text("mountinfo");
                if (text.isPresent()) {
                    addMounts(text.get(), inode, opening(pid, text.get()));
                    return;
                }
            }
        }
        Optional<String> text = paths(root, NamespaceKind.MNT, draft.holders).stream()
                .findFirst()
                .flatMap(nsfs::mounts);
        text.ifPresentOrElse(t -> addMounts(t, inode, 0), notes::closedMounts);
    }

    /**
     * The process through whose root directory a mount can be opened; 0 if other users may have arranged the files
     * there.
     */
    private int opening(int pid, String mountinfo) {
        return mountinfo.contains(NSFS) && nsfs.isOwned(root + "/" + pid + "/ns/mnt") ? pid : 0;
    }

    private void addMounts(String mountinfo, long mounts, int pid) {
        if (!mountinfo.contains(NSFS)) {
            return;
        }
        Map<Integer, MountInfo> all = MountInfo.parse(mountinfo).stream()
                .collect(Collectors.toMap(MountInfo::id, m -> m, (a, b) -> a, LinkedHashMap::new));
        for (MountInfo mount : all.values()) {
            if (mount.type().equals("nsfs")) {
                Holder.Mount holder = new Holder.Mount(mount.target(), mounts, pid);
                NamespaceLink.parse(mount.root())
                        .filter(n -> kinds.contains(n.kind()))
                        .ifPresent(n -> addMount(n, places(mount, all.get(mount.parent())), holder));
            }
        }
    }

    /**
     * The place of a mount in the peer groups of the mount around it: mounts at the same place of a peer or a slave come and go
     * together (mount_namespaces(7)).
     */
    private static List<String> places(MountInfo mount, MountInfo around) {
        return around == null || !mount.target().startsWith(around.target())
                ? List.of()
                : around.propagation().stream()
                        .filter(p -> p.indexOf(':') > 0)
                        .map(p -> p.substring(p.indexOf(':') + 1)
                                + mount.target().substring(around.target().length()))
                        .toList();
    }

    /** Adds a mount as a holder unless it is a propagated copy of a known mount. */
    private void addMount(NamespaceLink namespace, List<String> places, Holder.Mount holder) {
        Draft draft = drafts.computeIfAbsent(namespace, n -> new Draft());
        if (holder.isHere() || Collections.disjoint(places, draft.places)) {
            draft.holders.add(holder);
        }
        draft.places.addAll(places);
    }

    /** The files through which a namespace can be opened, best first. */
    static List<String> paths(String root, NamespaceKind kind, Collection<Holder> holders) {
        List<String> paths = new ArrayList<>();
        for (Holder holder : holders) {
            if (holder instanceof Holder.Mount mount && mount.isHere()) {
                paths.add(mount.path());
            }
            holder.file(kind).ifPresent(f -> paths.add(root + "/" + f));
        }
        return paths;
    }

    private void kin() {
        List.copyOf(drafts.entrySet()).forEach(e -> {
            NamespaceLink namespace = e.getKey();
            NamespaceId id = new NamespaceId(nsfs.device(), namespace.inode());
            for (String path : paths(root, namespace.kind(), e.getValue().holders)) {
                Optional<NamespaceAncestry> kin = nsfs.kin(path, namespace.kind(), id);
                if (kin.isPresent()) {
                    place(kin.get());
                    return;
                }
            }
        });
    }

    /** Adds the namespaces above, each held by the one below. */
    private void place(NamespaceAncestry kin) {
        Draft draft = drafts.computeIfAbsent(link(kin), n -> new Draft());
        if (draft.isAsked) {
            return;
        }
        draft.isAsked = true;
        draft.kin = Optional.of(kin);
        kin.owner()
                .ifPresent(owner ->
                        place(owner, new Holder.Below(true, kin.kind(), kin.id().inode())));
        if (kin.kind() == NamespaceKind.PID) {
            kin.parent()
                    .ifPresent(parent -> place(
                            parent, new Holder.Below(false, kin.kind(), kin.id().inode())));
        }
    }

    private void place(NamespaceAncestry above, Holder below) {
        place(above);
        add(link(above), below);
    }

    private static NamespaceLink link(NamespaceAncestry kin) {
        return new NamespaceLink(kin.kind(), kin.id().inode());
    }

    private void listed() {
        nsfs.listed().orElse(List.of()).stream()
                .filter(k -> kinds.contains(k.kind()))
                .forEach(kin -> {
                    place(kin);
                    Draft draft = drafts.get(link(kin));
                    if (draft.holders.isEmpty()) {
                        draft.holders.add(new Holder.Unseen());
                    }
                });
    }

    private NamespaceGraph graph(Set<NamespaceKind> wanted) {
        try (CommandLines commands = new CommandLines()) {
            Leaders leaders = new Leaders(proc, commands);
            NamespaceNames names = new NamespaceNames(proc, state, nsfs.own());
            List<NamespaceNode> nodes = drafts.entrySet().stream()
                    .filter(e -> wanted.contains(e.getKey().kind()))
                    .sorted(Comparator.comparing(
                            Map.Entry::getKey,
                            Comparator.comparing(NamespaceLink::kind).thenComparing(NamespaceLink::inode)))
                    .map(e -> node(e.getKey(), e.getValue(), leaders, names))
                    .toList();
            return new NamespaceGraph(nodes, notes.all());
        }
    }

    private NamespaceNode node(NamespaceLink namespace, Draft draft, Leaders leaders, NamespaceNames names) {
        List<Holder> holders = new ArrayList<>(draft.holders);
        holders.sort(Comparator.comparing(Holder::rank));
        return new NamespaceNode(
                namespace.kind(),
                new NamespaceId(nsfs.device(), namespace.inode()),
                names.of(namespace, holders),
                List.copyOf(holders),
                leaders.of(holders),
                draft.kin);
    }
}
