package nsx.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import nsx.ns.Context;
import nsx.ns.NamedNamespaces;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.ns.NsThread;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.MemoryFile;
import nsx.sys.Mounts;
import nsx.sys.Spawn;
import nsx.sys.SysException;
import nsx.test.Fresh;
import nsx.test.Peer;
import org.junit.jupiter.api.Test;

class LauncherTest {
    private final List<String> notices = new ArrayList<>();

    /** What happens in a fresh host context. */
    private interface Body {
        void run(Context host) throws Exception;
    }

    private static void fresh(Body body) {
        Fresh.call(() -> {
            Context host = Context.ofThisThread();
            try {
                body.run(host);
            } finally {
                host.all().forEach(Namespace::close);
            }
            return null;
        });
    }

    private String output(Context host, Context context, Program program) throws InterruptedException {
        try (MemoryFile out = new MemoryFile("out");
                Fd in = Files.open("/dev/null", Files.O_RDONLY)) {
            int number = out.fd().number();
            Child child = new Launcher(host, notices::add)
                    .start(context, program, new Spawn.Setting(in.number(), number, number, true));
            Exit exit = child.await();
            String text = new String(out.content(), StandardCharsets.UTF_8).strip();
            assertTrue(exit.isSuccess(), () -> program + " " + exit.text() + ": " + text);
            return text;
        }
    }

    @Test
    void aProgramInheritsTheDescriptors0To2Only() {
        fresh(host -> assertEquals(
                "0\n1\n2",
                output(host, host, Program.shell("exec ls /proc/self/fd")).replaceAll("\n3$", "")));
    }

    @Test
    void anEndIsAwaitedWhileAnotherThreadTakesNoticeOfIt() {
        fresh(host -> {
            AtomicBoolean over = new AtomicBoolean();
            Thread other = new Thread(() -> {
                while (!over.get()) {
                    Child.settle();
                }
            });
            other.start();
            try {
                for (int i = 0; i < 300; i++) {
                    assertEquals("", output(host, host, Program.of("true")));
                }
            } finally {
                over.set(true);
                other.join();
            }
        });
    }

    @Test
    void aProgramHasDefaultSignalsAndItsOwnGroup() {
        fresh(host -> {
            String status = output(host, host, Program.of("grep", "Sig", "/proc/self/status"));
            assertTrue(status.contains("SigBlk:\t0000000000000000"), status);
            assertTrue(status.contains("SigIgn:\t0000000000000000"), status);
            assertEquals(
                    "yes", output(host, host, Program.shell("set -- $(cat /proc/$$/stat); [ $1 = $5 ] && echo yes")));
        });
    }

    @Test
    void argumentsAndVariablesArriveAsTheyAre() {
        fresh(host -> {
            Program program =
                    new Program(List.of("sh", "-c", "echo \"$1|$X\"", "sh", "a b 'c' ü"), Map.of("X", "x=y é"));
            assertEquals("a b 'c' ü|x=y é", output(host, host, program));
        });
    }

    @Test
    void howItEndedIsTold() {
        fresh(host -> {
            assertEquals(new Exit(3, 0), run(host, Program.shell("exit 3")));
            Exit killed = run(host, Program.shell("kill -KILL $$"));
            assertEquals(137, killed.shellCode());
            assertEquals("was killed by signal 9 (SIGKILL)", killed.text());
        });
    }

    private Exit run(Context host, Program program) throws InterruptedException {
        return start(host, program).await();
    }

    private Child start(Context host, Program program) {
        return new Launcher(host, notices::add).start(host, program, new Spawn.Setting(0, 1, 2, true));
    }

    @Test
    void whatIsNoProgramIsAnError() {
        fresh(host -> {
            assertEquals(Errno.ENOENT, refused(host, "no-such-program"));
            assertEquals(Errno.ENOENT, refused(host, "/run/nothing"));
            assertEquals(Errno.EACCES, refused(host, "/etc/passwd"));
            assertEquals(Errno.EACCES, refused(host, "/etc"));
            Files.open("/run/text", Files.O_CREAT | Files.O_RDONLY, 0755).close();
            assertTrue(run(host, Program.of("/run/text")).isSuccess(), "an empty text is a shell's");
        });
    }

    private Errno refused(Context host, String name) {
        return assertThrows(SysException.class, () -> start(host, Program.of(name)))
                .errno();
    }

    @Test
    void waitingEndsWithTheTimeOrAnInterrupt() {
        fresh(host -> {
            Child child = start(host, Program.of("sleep", "100"));
            assertTrue(child.await(Duration.ofMillis(20)).isEmpty());
            assertTrue(child.isAlive());
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread waiter = new Thread(() -> {
                try {
                    child.await();
                } catch (InterruptedException e) {
                    thrown.set(e);
                }
            });
            waiter.start();
            Thread.sleep(50);
            waiter.interrupt();
            waiter.join(2000);
            assertTrue(thrown.get() instanceof InterruptedException, "" + thrown.get());
            assertTrue(child.isAlive(), "it runs on");
            child.end();
            assertEquals(2, child.exit().orElseThrow().signal());
        });
    }

    @Test
    void aStopIsSeenAndNoEnd() {
        fresh(host -> {
            Child child = start(host, Program.of("sleep", "100"));
            child.signal(Signal.STOP);
            assertTrue(child.awaitStop().isEmpty());
            assertTrue(child.isStopped());
            child.signal(Signal.CONT);
            Thread.sleep(50);
            assertFalse(child.isStopped());
            child.signal(Signal.KILL);
            assertEquals(9, child.await().signal());
            child.signal(Signal.TERM);
        });
    }

    @Test
    void inANetworkNamespaceSysAndEtcAreItsOwnAndCgroupsStay() {
        fresh(host -> {
            Peer.run("ip netns add a; ip -n a link add only-here type veth peer name too");
            Peer.run("mount -t tmpfs tmpfs /etc/netns 2>/dev/null || { mkdir -p /run/etc /run/work;"
                    + " mount -t overlay -o lowerdir=/etc,upperdir=/run/etc,workdir=/run/work overlay /etc; }");
            Peer.run(
                    "mkdir -p /etc/netns/a; echo nameserver 192.0.2.53 > /etc/netns/a/resolv.conf; touch /etc/netns/a/nowhere");
            Peer.run("mountpoint -q /sys/fs/cgroup || mount -t tmpfs none /sys/fs/cgroup");
            String cgroups = Peer.run("ls /sys/fs/cgroup; grep ' /sys/' /proc/self/mounts | sort -u");
            Context a =
                    host.with(new NamedNamespaces(NamespaceKind.NET).find("a").orElseThrow());
            assertEquals("lo\nonly-here\ntoo", output(host, a, Program.of("ls", "/sys/class/net")));
            assertEquals("nameserver 192.0.2.53", output(host, a, Program.of("cat", "/etc/resolv.conf")));
            assertEquals(
                    cgroups,
                    output(host, a, Program.shell("ls /sys/fs/cgroup; grep ' /sys/' /proc/self/mounts | sort -u")));
            assertEquals(
                    Set.of("/etc/netns/a/nowhere could not be mounted over /etc/nowhere: No such file or directory"),
                    Set.copyOf(notices));
            assertEquals("0", Peer.run("grep -c resolv.conf /proc/self/mounts || true"), "the host sees none of it");
        });
    }

    @Test
    void pidAndTimeNamespacesTakeThePrograms() {
        fresh(host -> {
            Peer.run("touch /run/time; unshare --time=/run/time --boottime 1000000 true");
            Context later = host.with(Namespace.at(NamespaceKind.TIME, "/run/time"));
            assertEquals(
                    Peer.run("readlink /proc/self/ns/time; nsenter --time=/run/time readlink /proc/self/ns/time")
                            .split("\n")[1],
                    output(host, later, Program.of("readlink", "/proc/self/ns/time")));
            Child init = NsThread.unshare(
                    EnumSet.of(NamespaceKind.PID),
                    () -> Launcher.startHere(Program.of("sleep", "100"), new Spawn.Setting(0, 1, 2, true)));
            Context inside = host.with(Namespace.at(NamespaceKind.PID, "/proc/" + init.pid() + "/ns/pid"));
            assertEquals("2", output(host, inside, Program.shell("echo $$")));
            init.signal(Signal.KILL);
            assertEquals(9, init.await().signal());
        });
    }

    @Test
    void aProgramThatIsKilledWhileItAndTheNsenterBeforeItAreStoppedIsSeenToEnd() {
        fresh(host -> {
            Child init = NsThread.unshare(
                    EnumSet.of(NamespaceKind.PID),
                    () -> Launcher.startHere(Program.of("sleep", "100"), new Spawn.Setting(0, 1, 2, true)));
            Context inside = host.with(Namespace.at(NamespaceKind.PID, "/proc/" + init.pid() + "/ns/pid"));
            Child waiter = new Launcher(host, notices::add)
                    .start(inside, Program.of("sleep", "100"), new Spawn.Setting(0, 1, 2, true));
            int program = waiter.program();
            Processes.signal(program, Signal.STOP);
            // nsenter stops itself after its program
            while (!waiter.isStopped()) {
                Thread.sleep(1);
            }
            Processes.signal(program, Signal.KILL);
            assertEquals(9, waiter.await(Duration.ofSeconds(30)).orElseThrow().signal());
            init.signal(Signal.KILL);
            assertEquals(9, init.await().signal());
        });
    }

    @Test
    void aProcessWithAMountAndAUserNamespaceIsEntered() {
        fresh(host -> {
            Mounts.mount("tmpfs", "/run", "tmpfs", 0, null);
            Child other = start(
                    host,
                    Program.of(
                            "unshare",
                            "-r",
                            "-m",
                            "-n",
                            "sh",
                            "-c",
                            "mount -t tmpfs x /run; touch /run/in; exec sleep 9"));
            while (!Peer.run("cat /proc/" + other.pid() + "/comm").equals("sleep")) {
                Thread.sleep(5);
            }
            Context context = host;
            for (NamespaceKind kind : List.of(NamespaceKind.MNT, NamespaceKind.NET, NamespaceKind.USER)) {
                context = context.with(Namespace.at(kind, "/proc/" + other.pid() + "/ns/" + kind.file()));
            }
            assertEquals(
                    "in\n         0          0          1",
                    output(host, context, Program.shell("ls /run; cat /proc/self/uid_map")));
            other.signal(Signal.KILL);
            other.await();
        });
    }
}
