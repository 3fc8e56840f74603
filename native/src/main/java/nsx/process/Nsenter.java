package nsx.process;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceId;
import nsx.ns.NamespaceKind;
import nsx.ns.NsThread;
import nsx.ns.OwnNamespaces;
import nsx.proc.ProcessInfo;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.MemoryFile;
import nsx.sys.Root;
import nsx.sys.Spawn;
import nsx.sys.SysException;

/**
 * Runs nsenter(1) of util-linux to start a program among foreign processes and files. Processes there can reach the
 * executable of an entering process, by {@code #!/proc/self/exe} or /proc/PID/exe, and could write to it after it has
 * ended (CVE-2019-5736). So the executable is a copy in memory that is sealed against writing; neither the JVM nor a
 * file of the host is exposed.
 */
final class Nsenter {
    private static final String NAME = "nsx-nsenter";

    private static final long LONGEST_NANOS = 10_000_000_000L;
    private static final long PAUSE_NANOS = 200_000;

    private static MemoryFile copy;

    private Nsenter() {}

    /** The path of the sealed copy, made when the first program needs it from the nsenter in nsx's own PATH. */
    private static synchronized String path() {
        if (copy == null) {
            byte[] content = Files.readBytes(
                    SearchPath.find("nsenter", Program.of("nsenter").variables()));
            copy = MemoryFile.sealedProgram(NAME, content);
        }
        return Namespace.descriptor(copy.fd());
    }

    /**
     * Returns a program that enters these namespaces and then becomes the given one.
     *
     * @param options further options of nsenter
     * @param held receives the descriptors by which it finds the namespaces; close them after its end
     */
    static Program entering(Collection<Namespace> namespaces, List<String> options, Program program, List<Fd> held) {
        List<String> arguments = new ArrayList<>(List.of("nsenter"));
        for (Namespace n : namespaces) {
            arguments.add("--" + n.kind().option() + "=" + n.reach(held));
        }
        namespaces.stream()
                .filter(n -> n.kind() == NamespaceKind.USER)
                .forEach(n -> arguments.addAll(UserNamespaces.credentials(n)));
        namespaces.stream()
                .filter(n -> n.kind() == NamespaceKind.MNT && !OwnNamespaces.isClosed(n))
                .flatMap(n -> NsThread.enter(List.of(n), Root::moved).stream())
                .forEach(root -> {
                    held.add(root);
                    arguments.add("--root=" + Namespace.descriptor(root));
                    if (options.stream().noneMatch(o -> o.startsWith("--wd"))) {
                        // nsx's own directory belongs to another mount namespace
                        arguments.add("--wd=" + Namespace.descriptor(root));
                    }
                });
        arguments.addAll(options);
        arguments.add("--");
        arguments.addAll(program.arguments());
        return program.with(arguments);
    }

    /** Starts the program; the calling thread is in the mount namespace that nsx was started in, or in a copy of it. */
    static Child start(Program nsenter, Spawn.Setting setting) {
        try {
            return Launcher.startHere(path(), nsenter, setting);
        } catch (SysException e) {
            throw new NamespaceException("cannot start nsenter from a sealed copy in memory", e);
        }
    }

    /**
     * Waits until nsenter has entered the namespaces, so that a later look at the process finds them. It has then
     * become the program or ended. The wait lasts at most ten seconds.
     *
     * @param entered the namespaces; with a pid namespace, nsenter stays outside and has the program as a child
     * @param joins whether a shell enters control groups first and then becomes nsenter
     */
    static void awaitEntered(int pid, Collection<Namespace> entered, boolean joins) {
        boolean stays = entered.stream().anyMatch(n -> n.kind() == NamespaceKind.PID);
        long end = System.nanoTime() + LONGEST_NANOS;
        while ((stays ? isAlone(pid) : is(pid) || joins && !isIn(pid, entered))
                && System.nanoTime() - end < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Whether a process is in the namespaces; also true if it has ended or may not be inspected. */
    private static boolean isIn(int pid, Collection<Namespace> entered) {
        try {
            return entered.stream()
                    .filter(n -> n.kind() != NamespaceKind.PID)
                    .allMatch(n -> NamespaceId.of(Files.stat(
                                    Files.OWN_PROC + pid + "/ns/" + n.kind().file()))
                            .equals(n.id()));
        } catch (SysException e) {
            return true;
        }
    }

    /** Whether the process runs and has no child. */
    private static boolean isAlone(int pid) {
        return executable(pid).isPresent() && ProcessInfo.children(pid).isEmpty();
    }

    /**
     * Whether this child is still nsenter, which for a pid namespace stays and waits for the program as its own
     * child.
     */
    static boolean is(int pid) {
        return executable(pid).filter(exe -> exe.startsWith("/memfd:" + NAME)).isPresent();
    }

    /** The executable of a process; empty if it has ended. */
    private static Optional<String> executable(int pid) {
        try {
            return Optional.of(Files.link(Files.OWN_PROC + pid + "/exe"));
        } catch (SysException e) {
            return Optional.empty();
        }
    }
}
