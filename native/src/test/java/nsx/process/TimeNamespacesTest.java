package nsx.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import nsx.ns.Anchor;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceKind;
import nsx.ns.TimeOffsets;
import nsx.proc.ProcessInfo;
import nsx.sys.Clock;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.MemoryFile;
import nsx.sys.Spawn;
import nsx.sys.SysException;
import nsx.test.Fresh;
import nsx.test.Peer;
import org.junit.jupiter.api.Test;

class TimeNamespacesTest {
    private static final TimeOffsets DAY = new TimeOffsets(Duration.ZERO, Duration.ofDays(1));

    private interface Body {
        void run(Context host, Anchor anchor) throws Exception;
    }

    private static void fresh(Body body) {
        Fresh.call(() -> {
            Context host = Context.ofThisThread();
            try (Anchor anchor = Anchor.make()) {
                body.run(host, anchor);
            } finally {
                host.all().forEach(Namespace::close);
            }
            return null;
        });
    }

    private static String output(Context host, Context context, String commandLine) throws InterruptedException {
        try (MemoryFile out = new MemoryFile("out");
                Fd in = Files.open("/dev/null", Files.O_RDONLY)) {
            int number = out.fd().number();
            Exit exit = new Launcher(host, n -> {})
                    .start(context, Program.shell(commandLine), new Spawn.Setting(in.number(), number, number, true))
                    .await();
            String text = new String(out.content(), StandardCharsets.UTF_8).strip();
            assertTrue(exit.isSuccess(), text);
            return text;
        }
    }

    /** Its file is there until its parent has taken notice of the end, and is empty. */
    @Test
    void aTaskThatHasEndedTellsNoOffsets() {
        Child child = Launcher.startHere(Program.of("true"), new Spawn.Setting(0, 1, 2, true));
        String state = "";
        while (!state.equals("Z")) {
            state = ProcessInfo.read(child.pid()).orElseThrow().state();
        }
        SysException ended =
                assertThrows(SysException.class, () -> TimeNamespaces.read("/proc/" + child.pid() + "/timens_offsets"));
        assertEquals(Errno.ESRCH, ended.errno());
        assertTrue(child.exit().isPresent());
    }

    @Test
    void aProgramLivesInItAndTheThreadsOfNsxDoNot() {
        fresh((host, anchor) -> {
            Duration before = Clock.BOOTTIME.now();
            TimeNamespaces.set(anchor.namespace(), DAY);
            Context later = host.with(anchor.namespace());
            assertEquals(
                    anchor.namespace().text() + "\n86400",
                    output(
                            host,
                            later,
                            "readlink /proc/self/ns/time; awk '/boottime/ {print $2}' /proc/self/timens_offsets"));
            double uptime = Double.parseDouble(output(host, later, "cut -d' ' -f1 /proc/uptime"));
            Duration after = Clock.BOOTTIME.now();
            assertTrue(uptime >= before.toSeconds() + 86400 && uptime <= after.toSeconds() + 86401, "" + uptime);
            assertTrue(after.minus(before).compareTo(Duration.ofHours(1)) < 0, "the host's clock did not move");
        });
    }

    @Test
    void theFirstProgramFreezesTheOffsets() {
        fresh((host, anchor) -> {
            Namespace time = anchor.namespace();
            assertFalse(TimeNamespaces.isFrozen(time));
            TimeNamespaces.set(time, DAY);
            TimeNamespaces.set(time, DAY.with(Clock.MONOTONIC, Duration.ofMillis(-1500)));
            assertEquals(new TimeOffsets(Duration.ofMillis(-1500), DAY.boottime()), TimeNamespaces.offsets(time));
            assertFalse(TimeNamespaces.isFrozen(time), "looking changes nothing");
            output(host, host.with(time), "true");
            assertTrue(TimeNamespaces.isFrozen(time));
            SysException refused = assertThrows(SysException.class, () -> TimeNamespaces.set(time, DAY));
            assertEquals(Errno.EACCES, refused.errno());
        });
    }

    @Test
    void theRangeIsWhatTimeOffsetsSays() {
        fresh((host, anchor) -> {
            Namespace time = anchor.namespace();
            TimeOffsets none = TimeNamespaces.offsets(time);
            Duration up = Clock.BOOTTIME.now();
            for (Duration offset : new Duration[] {
                up.negated().minusSeconds(60), Duration.ofSeconds(4611686019L), Duration.ofSeconds(Long.MIN_VALUE)
            }) {
                TimeOffsets wrong = none.with(Clock.BOOTTIME, offset);
                assertEquals(
                        Errno.ERANGE,
                        assertThrows(SysException.class, () -> TimeNamespaces.set(time, wrong))
                                .errno());
            }
            TimeNamespaces.set(time, none.with(Clock.BOOTTIME, up.negated()));
            TimeNamespaces.set(
                    time,
                    none.with(Clock.BOOTTIME, Duration.ofSeconds(4611686018L).minus(up)));
        });
    }

    @Test
    void aNamespaceOfOthersIsReadByWhoIsInItOrByEnteringIt() {
        fresh((host, anchor) -> {
            Peer.run("touch /run/time; unshare --time=/run/time --boottime 1000000 --monotonic -1 true");
            Namespace named = Namespace.at(NamespaceKind.TIME, "/run/time");
            TimeOffsets far = new TimeOffsets(Duration.ofSeconds(-1), Duration.ofSeconds(1000000));
            assertTrue(TimeNamespaces.file(named).isEmpty(), "nobody is in it");
            assertEquals(far, TimeNamespaces.offsets(named));
            assertTrue(TimeNamespaces.isFrozen(named));
            Child inside = new Launcher(host, n -> {})
                    .start(host.with(named), Program.of("sleep", "100"), new Spawn.Setting(0, 1, 2, true));
            while (TimeNamespaces.file(named).isEmpty()) {
                Thread.onSpinWait();
            }
            assertEquals(far, TimeNamespaces.offsets(named));
            assertTrue(TimeNamespaces.isFrozen(named));
            inside.signal(Signal.KILL);
            inside.await();
        });
    }

    @Test
    void whatIsClosedIsGone() {
        fresh((host, anchor) -> {
            Anchor other = Anchor.make();
            Namespace time = other.namespace();
            assertTrue(Anchor.of(time).isPresent());
            other.close();
            assertTrue(Anchor.of(time).isEmpty());
            assertThrows(NamespaceException.class, () -> other.call(() -> null));
        });
    }

    @Test
    void anInterruptEndsWhatRunsThere() {
        fresh((host, anchor) -> {
            Thread.currentThread().interrupt();
            assertThrows(
                    InterruptedException.class,
                    () -> anchor.call(() -> {
                        Thread.sleep(100_000);
                        return null;
                    }));
            assertTrue(Thread.interrupted());
            assertEquals(1, anchor.<Integer>call(() -> 1), "and it serves on");
        });
    }
}
