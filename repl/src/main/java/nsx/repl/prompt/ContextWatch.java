package nsx.repl.prompt;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import nsx.ns.Namespace;
import nsx.ns.NamespaceId;
import nsx.repl.render.Clean;
import nsx.sys.Files;
import nsx.sys.SysException;

/**
 * Reports when a namespace that the prompt has entered loses its name: later lines would act in a namespace that
 * nobody else can find. The kernel sends no event for this, so the files are checked once a second while the prompt
 * waits outside the host's namespaces.
 */
public final class ContextWatch implements AutoCloseable {
    private static final long PERIOD_MILLIS = 1000;

    private final Consumer<String> events;
    private final Set<NamespaceId> told = new HashSet<>();
    private List<Namespace> watched = List.of();
    private Thread thread;

    /** @param events receives a line about the event, on any thread */
    public ContextWatch(Consumer<String> events) {
        this.events = events;
    }

    /** Checks now, and then until {@link #rest}. */
    public synchronized void watch(Collection<Namespace> namespaces) {
        watched = namespaces.stream()
                .filter(n -> n.path().isPresent() && !n.isElsewhere())
                .toList();
        if (!watched.isEmpty() && thread == null) {
            thread = new Thread(this::run, "nsx-watch");
            thread.setDaemon(true);
            thread.start();
        }
        notifyAll();
    }

    /** Stops checking during a line, which may change the context itself. */
    public synchronized void rest() {
        watched = List.of();
    }

    private synchronized void run() {
        try {
            while (true) {
                watched.forEach(this::look);
                wait(watched.isEmpty() ? 0 : PERIOD_MILLIS);
            }
        } catch (InterruptedException e) {
            // the watch was closed
            return;
        }
    }

    private void look(Namespace namespace) {
        String path = namespace.path().orElseThrow();
        if (!isThere(path, namespace.id()) && told.add(namespace.id())) {
            events.accept(
                    "nsx: " + Clean.line(path) + ", the " + namespace.kind().title()
                            + " namespace of this prompt, was deleted or replaced; leave() goes back");
        }
    }

    private static boolean isThere(String path, NamespaceId id) {
        try {
            return NamespaceId.of(Files.stat(path)).equals(id);
        } catch (SysException e) {
            return false;
        }
    }

    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
