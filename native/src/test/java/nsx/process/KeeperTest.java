package nsx.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nsx.discover.Discovery;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.ns.Unsharing;
import nsx.proc.ProcessInfo;
import nsx.sys.Files;
import nsx.sys.SysException;
import nsx.test.Fresh;
import nsx.test.Peer;
import org.junit.jupiter.api.Test;

class KeeperTest {
    private static final String FILE = "/run/nsx/ns/pid/p";
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final List<String> ENVIRONMENT = List.of("LC_ALL=C", "PATH=/usr/sbin:/usr/bin:/sbin:/bin");

    private static Namespace make() {
        return Fresh.here(
                context -> KeptNamespaces.make(context, NamespaceKind.PID, "p", Entrance.NONE, Unsharing.ALONE));
    }

    private static int init(Namespace namespace) {
        return Discovery.processes(namespace).get(0);
    }

    /**
     * Lets process 1 look around at once, whenever it pauses, until something is so. What it looks around with is left alone: without
     * that it would see no mount.
     */
    private static void look(int init, BooleanSupplier until) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!until.getAsBoolean()) {
            assertTrue(System.nanoTime() - end < 0, "still waited for: " + ProcessInfo.read(init));
            pauses(init).forEach(Processes::kill);
            Child.settle();
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static List<Integer> pauses(int init) {
        return ProcessInfo.read(ProcessInfo.children(init)).stream()
                .filter(p -> LastingInit.isPause(p.command()))
                .map(ProcessInfo::pid)
                .toList();
    }

    @Test
    void itsEnvironmentHoldsWhatAShellNeedsOnly() {
        Fresh.call(() -> {
            String environment = Files.readText("/proc/" + init(make()) + "/environ");
            assertEquals(ENVIRONMENT, List.of(environment.split("\0")));
            KeptNamespaces.delete(NamespaceKind.PID, "p");
            return null;
        });
    }

    @Test
    void norDoThoseOfTheProgramsInFrontOfIt() {
        Fresh.call(() -> {
            Context host = Context.ofThisThread();
            try (Namespace user = UserNamespaces.make(host, UserNamespaces.caller(host, 0, 0))) {
                Context inside = host.with(user);
                Namespace outer = KeptNamespaces.make(inside, NamespaceKind.PID, "p", Entrance.NONE, Unsharing.ALONE);
                KeptNamespaces.make(inside.with(outer), NamespaceKind.PID, "q", Entrance.NONE, Unsharing.ALONE);
                List<Integer> all = descendants((int) ProcessHandle.current().pid());
                assertTrue(all.size() > 3, "a process 1 and its maker for each: " + all);
                for (int pid : all) {
                    environment(pid).ifPresent(e -> assertEquals(ENVIRONMENT, e, "" + ProcessInfo.read(pid)));
                }
                KeptNamespaces.delete(NamespaceKind.PID, "q");
                KeptNamespaces.delete(NamespaceKind.PID, "p");
            }
            host.all().forEach(Namespace::close);
            return null;
        });
    }

    private static List<Integer> descendants(int pid) {
        return ProcessInfo.children(pid).stream()
                .flatMap(child -> Stream.concat(Stream.of(child), descendants(child).stream()))
                .toList();
    }

    /** Empty for one that has ended meanwhile, as what process 1 looks around with does. */
    private static Optional<List<String>> environment(int pid) {
        try {
            String text = Files.readText("/proc/" + pid + "/environ");
            // a shell adds some of its own
            List<String> all = Stream.of(text.split("\0"))
                    .filter(v -> !v.matches("(PWD|OLDPWD|_|SHLVL)=.*"))
                    .sorted()
                    .toList();
            return text.isEmpty() ? Optional.empty() : Optional.of(all);
        } catch (SysException e) {
            return Optional.empty();
        }
    }

    /**
     * The number inside says how many processes came before: process 1 itself, and grep for each of three places, as this test's
     * mount namespace is that of no process.
     */
    @Test
    void itLooksAroundOnceBeforeItPausesWithOneProgramForEachPlace() {
        Fresh.call(() -> {
            int init = init(make());
            long end = System.nanoTime() + PATIENCE_NANOS;
            while (pauses(init).isEmpty()) {
                assertTrue(System.nanoTime() - end < 0, "it does not pause: " + ProcessInfo.read(init));
                LockSupport.parkNanos(1_000_000);
            }
            List<Integer> numbers =
                    ProcessInfo.read(pauses(init).get(0)).orElseThrow().numbers();
            assertEquals(5, numbers.get(numbers.size() - 1));
            KeptNamespaces.delete(NamespaceKind.PID, "p");
            return null;
        });
    }

    /**
     * Command lines are read on a thread of their own, which can be left alone. nsx itself, which is the maker, has none to be read. The
     * virtual machine starts threads too, which only add: the least of several deletions counts.
     */
    @Test
    void itsDeletionReadsCommandLinesOnce() {
        Fresh.call(() -> {
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long least = IntStream.range(0, 5)
                    .mapToLong(i -> {
                        make();
                        long before = threads.getTotalStartedThreadCount();
                        KeptNamespaces.delete(NamespaceKind.PID, "p");
                        return threads.getTotalStartedThreadCount() - before;
                    })
                    .min()
                    .orElseThrow();
            assertEquals(1, least);
            return null;
        });
    }

    @Test
    void signalsFromInsideDoNothing() {
        Fresh.call(() -> {
            Namespace made = make();
            Peer.run("nsenter --pid=" + FILE + " sh -c 'for s in TERM INT HUP USR1 KILL; do kill -$s 1; done'");
            assertFalse(PidNamespaces.isDead(made));
            KeptNamespaces.delete(NamespaceKind.PID, "p");
            return null;
        });
    }

    @Test
    void itEndsWhenItsNameIsTakenAwayByHand() {
        Fresh.call(() -> {
            Namespace made = make();
            int init = init(made);
            look(init, () -> !pauses(init).isEmpty());
            assertTrue(AbandonedKeeper.all().stream().noneMatch(k -> k.pid() == init), "it has its name");
            Peer.run("umount " + FILE + " && rm " + FILE);
            assertTrue(AbandonedKeeper.all().stream().anyMatch(k -> k.pid() == init));
            look(init, () -> ProcessInfo.read(init).isEmpty());
            return null;
        });
    }

    @Test
    void aDeadOneIsMadeAnew() {
        Fresh.call(() -> {
            Namespace first = make();
            Processes.kill(init(first));
            Child.settle();
            assertTrue(PidNamespaces.isDead(first));
            assertFalse(PidNamespaces.isDead(make()));
            KeptNamespaces.delete(NamespaceKind.PID, "p");
            return null;
        });
    }
}
