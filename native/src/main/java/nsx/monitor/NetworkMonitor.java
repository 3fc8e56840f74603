package nsx.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.SysException;
import nsx.sys.Wait;

/**
 * Watches all named network namespaces and one more for changes. New names are added as they appear, and removed
 * names are dropped.
 */
public final class NetworkMonitor implements AutoCloseable {
    /** Attempts to open a new name: ip-netns(8) creates the file before it mounts the namespace. */
    private static final int ATTEMPTS = 50;

    private static final Duration SOON = Duration.ofMillis(10);

    private final Names names;
    private final Map<String, NetworkWatch> watches = new LinkedHashMap<>();
    private final Map<String, Integer> pending = new LinkedHashMap<>();
    private final List<String> unwatched;
    private final String own;
    private final Wait wait = new Wait();
    private final List<NetworkEvent> waiting = new ArrayList<>();

    /** The named namespaces, and a descriptor that becomes readable when a name appears or disappears. */
    public interface Names extends AutoCloseable {
        List<String> all();

        /**
         * Opens a named namespace; empty if the name does not exist. Throws {@link NamespaceException} if nothing is
         * mounted on the name.
         */
        Optional<Namespace> find(String name);

        Fd changed();

        /** Starts noticing new changes of the names. */
        void rearm();

        @Override
        void close();
    }

    /**
     * Starts watching all named network namespaces.
     *
     * @param current a namespace that is watched even without a name
     * @param called the name to use for it if it has none
     */
    public NetworkMonitor(Names names, Namespace current, String called) {
        this.names = names;
        try {
            names.rearm();
            for (String name : names.all()) {
                open(name);
            }
            boolean named =
                    watches.values().stream().anyMatch(w -> w.namespace().equals(current));
            if (!named) {
                watches.put(called, NetworkWatch.of(current));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        unwatched = List.copyOf(pending.keySet());
        pending.clear();
        own = watches.containsKey(called) && watches.get(called).namespace().equals(current) ? called : "";
    }

    /** The names that cannot be watched, because they may not be entered or nothing is mounted on them. */
    public List<String> unwatched() {
        return unwatched;
    }

    /**
     * Waits for something to happen.
     *
     * @param timeout negative for no limit
     * @return the changes; empty after the timeout, or if nothing reportable happened
     */
    public List<NetworkEvent> next(Duration timeout) throws InterruptedException {
        List<Fd> fds = new ArrayList<>();
        watches.values().forEach(w -> fds.add(w.fd()));
        fds.add(names.changed());
        boolean soon = !pending.isEmpty() && (timeout.isNegative() || timeout.compareTo(SOON) > 0);
        List<Fd> ready = wait.readable(fds, soon ? SOON : timeout);
        waiting.clear();
        // events of a namespace come before the event of its end
        for (Map.Entry<String, NetworkWatch> watch : new LinkedHashMap<>(watches).entrySet()) {
            if (ready.contains(watch.getValue().fd())) {
                tell(watch.getKey(), read(watch.getKey(), watch.getValue()));
            }
        }
        if (ready.contains(names.changed()) || !pending.isEmpty()) {
            names.rearm();
            compare();
        }
        return List.copyOf(waiting);
    }

    /** Reads the changes of a namespace. A namespace that can no longer be read is dropped with an event. */
    private List<Change> read(String name, NetworkWatch watch) {
        try {
            return watch.read();
        } catch (NamespaceException | SysException e) {
            drop(name);
            return List.of();
        }
    }

    private void compare() {
        Set<String> now = new TreeSet<>(names.all());
        for (String name : List.copyOf(watches.keySet())) {
            if (!name.equals(own) && !isSame(name, now)) {
                drop(name);
            }
        }
        pending.keySet().retainAll(now);
        for (String name : now) {
            if (!watches.containsKey(name) && pending.getOrDefault(name, 0) < ATTEMPTS && open(name)) {
                tell(name, List.of(new Change(Change.ADDED, "namespace " + name, "")));
                tell(name, news(watches.get(name)));
            }
        }
        pending.values().removeIf(attempts -> attempts >= ATTEMPTS);
    }

    private boolean isSame(String name, Set<String> now) {
        try {
            return now.contains(name)
                    && names.find(name)
                            .filter(n -> n.equals(watches.get(name).namespace()))
                            .isPresent();
        } catch (NamespaceException | SysException e) {
            return false;
        }
    }

    /** The objects created before the watch began, without those that every new namespace has. */
    private static List<Change> news(NetworkWatch watch) {
        return watch.first().stream()
                .filter(c -> !c.object().equals("link lo") && !c.object().startsWith("rule "))
                .toList();
    }

    private boolean open(String name) {
        try {
            Optional<Namespace> found = names.find(name);
            found.ifPresent(n -> watches.put(name, NetworkWatch.of(n)));
            pending.remove(name);
            return found.isPresent();
        } catch (NamespaceException | SysException e) {
            if (isFull(e) || isFull(e.getCause())) {
                throw e;
            }
            pending.merge(name, 1, Integer::sum);
            return false;
        }
    }

    /** Whether the process has no free file descriptors; each namespace needs one. */
    private static boolean isFull(Throwable e) {
        return e instanceof SysException s && (s.errno() == Errno.EMFILE || s.errno() == Errno.ENFILE);
    }

    private void drop(String name) {
        NetworkWatch gone = watches.remove(name);
        if (gone != null) {
            gone.close();
            tell(name, List.of(new Change(Change.DELETED, "namespace " + name, "")));
        }
    }

    private void tell(String namespace, List<Change> changes) {
        Instant time = Instant.now();
        changes.forEach(c -> waiting.add(new NetworkEvent(time, namespace, c)));
    }

    @Override
    public void close() {
        watches.values().forEach(NetworkWatch::close);
        names.close();
        wait.release();
    }
}
