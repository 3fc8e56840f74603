package nsx.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.ns.NsThread;
import nsx.sys.Mounts;
import nsx.sys.Root;
import nsx.sys.Tasks;

/**
 * Runs a privileged test in network, mount, IPC and UTS namespaces of its own with an empty /run, and checks that it leaves no
 * descriptor, thread or process behind. Devices, mounts and files end with the namespaces.
 */
public final class Fresh {
    static {
        // the JDK keeps a socket pair of its own from the first channel that it closes
        try {
            Files.newByteChannel(Path.of("/dev/null")).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Fresh() {}

    public static <T> T call(Callable<T> test) {
        assumeTrue(Tasks.effectiveUser() == 0, "needs root, or a user namespace of its own");
        Set<NamespaceKind> kinds =
                EnumSet.of(NamespaceKind.NET, NamespaceKind.MNT, NamespaceKind.IPC, NamespaceKind.UTS);
        return NsThread.unshare(kinds, () -> {
            Root.propagate(Mounts.MS_PRIVATE);
            Mounts.mount("tmpfs", "/run", "tmpfs", 0, "mode=0755");
            Set<String> before = leftovers();
            T result = test.call();
            Set<String> after = leftovers();
            after.removeAll(before);
            assertEquals(Set.of(), after, "left behind by the test");
            return result;
        });
    }

    /** Runs the action with the context of the calling thread. */
    public static <T> T here(Function<Context, T> action) {
        Context context = Context.ofThisThread();
        try {
            return action.apply(context);
        } finally {
            context.all().forEach(Namespace::close);
        }
    }

    /** Sockets, namespace files and other kernel objects held open, nsx's threads, and child processes. */
    private static Set<String> leftovers() throws IOException {
        Set<String> all = new TreeSet<>();
        try (Stream<Path> fds = Files.list(Path.of("/proc/self/fd"))) {
            fds.map(Fresh::target)
                    .filter(t -> t.contains(":[") || t.startsWith("anon_inode"))
                    .forEach(all::add);
        }
        all.addAll(Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(n -> n.startsWith("nsx-"))
                .filter(n -> !n.equals(Thread.currentThread().getName()))
                .collect(Collectors.toSet()));
        ProcessHandle.current().children().forEach(p -> all.add("process " + p.pid() + " " + p.info()));
        return all;
    }

    private static String target(Path fd) {
        try {
            return Files.readSymbolicLink(fd).toString();
        } catch (IOException e) {
            return "";
        }
    }
}
