package nsx.dsl.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nsx.dsl.change.History;
import nsx.dsl.change.Operation;
import nsx.dsl.change.Watch;
import nsx.ipc.IpcObject;
import nsx.ipc.IpcObjects;
import nsx.netlink.NetlinkException;
import nsx.netlink.Request;
import nsx.nft.OwnTable;
import nsx.nft.OwnTableState;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceId;
import nsx.ns.NamespaceKind;
import nsx.proc.MountInfo;
import nsx.process.KeptNamespaces;
import nsx.sys.Files;
import nsx.sys.SysException;
import nsx.sys.Uts;

/**
 * The state of the subjects of operations, as text by subject. The difference between two imprints shows what was
 * changed in between. Values that the kernel changes by itself, such as counters, are left out.
 */
public final class Imprint implements Watch {
    /** The state of a missing subject. */
    public static final String GONE = "gone";

    /** The limit of namespaces: reading more would take longer than the line itself. */
    private static final int MOST = 64;

    private static final Pattern NAME = Pattern.compile("\"((?:/run/netns|/run/nsx/ns/[a-z]+)/[^\"/]+)\"");
    private static final Pattern PARAMETER = Pattern.compile("^write\\(\"(/proc/sys/[^\"]+)\"");
    /** What is mounted at a place, or was. */
    private static final Pattern MOUNT = Pattern.compile("(?:move_mount|umount2|mount)\\(\"([^\"]+)\"");

    private static final Pattern IPC = Pattern.compile("^(shm|msg|sem|mq_)");
    private static final Pattern COUNTER = Pattern.compile("Counter\\[[^]]*]");
    /** Matches operations that affect devices in other namespaces: the other end of a pair, and devices on top. */
    private static final Pattern REACHING = Pattern.compile("^ip link (delete |set \\S+ (down|mtu))");

    private static final Pattern UTS = Pattern.compile("^set(host|domain)name");

    private final Session session;
    private final Map<String, String> state = new TreeMap<>();
    /** The contexts and names that were read. */
    private final Set<Object> places = new HashSet<>();
    /** Other contexts that the operations may affect. */
    private final Set<Context> others = new LinkedHashSet<>();

    Imprint(Session session) {
        this.session = session;
    }

    /** The current state of the operations' subjects; empty if there is too much to read. */
    public static Map<String, String> of(Session session, List<Operation> operations) {
        Imprint imprint = new Imprint(session);
        operations.forEach(imprint::place);
        if (imprint.isTooMuch()) {
            return Map.of();
        }
        operations.forEach(imprint::add);
        return imprint.state;
    }

    private void place(Operation operation) {
        places.add(operation.context());
        NAME.matcher(text(operation)).results().forEach(r -> places.add(r.group(1)));
    }

    private boolean isTooMuch() {
        return places.size() > MOST;
    }

    @Override
    public synchronized void before(Operation operation) {
        place(operation);
        if (REACHING.matcher(operation.command()).find()) {
            others.addAll(session.history().contexts());
            places.addAll(others);
        }
        if (!isTooMuch()) {
            add(operation);
            others.forEach(this::network);
        }
    }

    @Override
    public synchronized Optional<History.Change> after(Map<String, String> left) {
        if (isTooMuch()) {
            return Optional.empty();
        }
        Imprint now = new Imprint(session);
        now.state.putAll(left);
        others.forEach(now::network);
        return Optional.of(new History.Change(state, now.state));
    }

    private static String text(Operation operation) {
        Operation.Step step = operation.step();
        return step instanceof Operation.SystemCall call
                ? call.text()
                : step instanceof Operation.Start start ? start.text() : "";
    }

    private void add(Operation operation) {
        Context context = operation.context();
        Operation.Step step = operation.step();
        if (step instanceof Operation.Netlink || step instanceof Operation.Passing) {
            network(context);
        } else if (step instanceof Operation.Batch) {
            once("NAT", context, () -> own("NAT", OwnTable.NAT, context));
            once("filter rules", context, () -> own("filter rules", OwnTable.FILTER, context));
        }
        if (step instanceof Operation.Passing passing) {
            network(context.with(passing.to()));
        }
        String text = text(operation);
        NAME.matcher(text).results().forEach(r -> name(context, r.group(1)));
        Matcher parameter = PARAMETER.matcher(text);
        if (parameter.find()) {
            read(
                    parameter.group(1)
                            + where(context)
                            + where(context, NamespaceKind.UTS)
                            + where(context, NamespaceKind.IPC),
                    context,
                    () -> Files.readText(parameter.group(1), Files.SMALL).strip());
        }
        MOUNT.matcher(text).results().forEach(r -> mount(context, r.group(1)));
        if (UTS.matcher(text).find()) {
            read("hostname" + where(context, NamespaceKind.UTS), context, Uts::hostname);
            read("domainname" + where(context, NamespaceKind.UTS), context, Uts::domainname);
        }
        if (IPC.matcher(text).find()) {
            ipc(context);
        }
    }

    private void once(String what, Context context, Runnable reading) {
        if (state.putIfAbsent(what + where(context), "") == null) {
            reading.run();
        }
    }

    /** All mounts of one place, from below to above. */
    private void mount(Context context, String target) {
        read(
                "mount at " + target,
                context.only(NamespaceKind.MNT),
                () -> MountInfo.ofThisThread().stream()
                        .filter(m -> m.target().equals(target))
                        .map(m -> String.join(
                                " ", m.type(), m.source(), m.root(), m.options().toString()))
                        .collect(Collectors.joining("; ")));
    }

    private String where(Context context) {
        return where(context, NamespaceKind.NET);
    }

    /** Names the namespace in which something is, by the kind that decides it; empty for that of the host. */
    private String where(Context context, NamespaceKind kind) {
        return context.get(kind)
                .filter(n -> !session.host().get(kind).equals(Optional.of(n)))
                .map(n -> " in "
                        + n.path().map(p -> p.substring(p.lastIndexOf('/') + 1)).orElse(n.text()))
                .orElse("");
    }

    private void read(String what, Context context, Callable<String> reading) {
        if (state.containsKey(what)) {
            return;
        }
        try {
            state.put(what, session.kernel().call(context, reading));
        } catch (NamespaceException | SysException e) {
            state.put(what, GONE);
        }
    }

    /** Reads the namespace of a name; for a network namespace also its content and its processes. */
    private void name(Context context, String path) {
        Context mounts = context.only(NamespaceKind.MNT);
        if (state.containsKey(path)) {
            return;
        }
        read(
                path,
                mounts,
                () -> Long.toUnsignedString(NamespaceId.of(Files.stat(path)).inode()));
        if (!path.startsWith("/run/netns/") || state.get(path).equals(GONE)) {
            return;
        }
        try {
            Namespace namespace = session.kernel().call(mounts, () -> Namespace.at(path));
            network(context.with(namespace));
            read(
                    "processes" + where(context.with(namespace)),
                    context,
                    () -> KeptNamespaces.inside(namespace).toString());
        } catch (RuntimeException e) {
            // a file that is not a namespace has no network
            state.put(path, GONE);
        }
    }

    private void network(Context context) {
        String where = where(context);
        try {
            once("network", context, () -> state.putAll(NetworkImprint.of(session.here(context), where)));
        } catch (NetlinkException | NamespaceException | SysException e) {
            state.put("network" + where, GONE);
        }
    }

    private void own(String what, OwnTable which, Context context) {
        try {
            List<String> rules =
                    OwnTableState.read(session.kernel().netlink(context, Request.NETFILTER), which).rules().stream()
                            .map(r -> r.chain() + " "
                                    + COUNTER.matcher(r.expressions().toString())
                                            .replaceAll("Counter"))
                            .toList();
            state.put(what + where(context), rules.toString());
        } catch (NetlinkException | NamespaceException | SysException e) {
            state.put(what + where(context), GONE);
        }
    }

    private void ipc(Context context) {
        String what = "IPC objects" + where(context, NamespaceKind.IPC);
        if (state.containsKey(what)) {
            return;
        }
        try {
            state.put(what, session.kernel().ipc(context, Imprint::text));
        } catch (NamespaceException | SysException e) {
            state.put(what, GONE);
        }
    }

    private static String text(IpcObjects all) {
        List<String> objects = new ArrayList<>();
        all.segments().forEach(s -> objects.add("shm " + text(s.object()) + " of " + s.size() + " bytes"));
        all.queues().forEach(q -> objects.add("msg " + text(q.object()) + " with " + q.count() + " messages"));
        all.semaphores().forEach(s -> objects.add("sem " + text(s.object()) + " of " + s.count()));
        if (!all.posixQueues().isEmpty()) {
            objects.add(all.posixQueues().size() + " POSIX message queues");
        }
        return objects.isEmpty() ? "none" : String.join(", ", objects);
    }

    private static String text(IpcObject object) {
        return String.format(
                "0x%08x (id %d, mode %o, owner %d:%d)",
                object.key(), object.id(), object.mode(), object.uid(), object.gid());
    }
}
