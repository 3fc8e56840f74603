package nsx.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nsx.test.Fresh;
import nsx.test.MuteProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CommandLinesTest {
    private static final int OWN = (int) ProcessHandle.current().pid();

    @Test
    @Timeout(60)
    void oneThatCannotBeReadIsCalledByItsNameAndWaitedForOnce() {
        Fresh.call(() -> {
            try (MuteProcess mute = MuteProcess.start()) {
                assertEquals(
                        "(mute)", ProcessInfo.read(mute.pid()).orElseThrow().command());
                isNotAskedAgain(mute.pid());
            }
            awaitReaders();
            return null;
        });
    }

    private static void isNotAskedAgain(int pid) {
        try (CommandLines commands = new CommandLines()) {
            long start = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                assertEquals(Optional.empty(), commands.read(pid));
            }
            Duration again = Duration.ofNanos(System.nanoTime() - start);
            assertTrue(again.compareTo(Duration.ofSeconds(2)) < 0, "waited for again: " + again);
            assertTrue(commands.read(OWN).orElseThrow().contains("java"));
        }
    }

    @Test
    @Timeout(60)
    void manyOfThemCostABoundedTime() {
        Fresh.call(() -> {
            List<MuteProcess> all = new ArrayList<>();
            try {
                for (int i = 0; i < 24; i++) {
                    all.add(MuteProcess.start());
                }
                List<Integer> pids = all.stream().map(MuteProcess::pid).toList();
                List<ProcessInfo> read =
                        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> ProcessInfo.read(pids));
                assertEquals(pids, read.stream().map(ProcessInfo::pid).toList());
                assertTrue(read.stream().allMatch(p -> p.command().equals("(mute)")), read.toString());
            } finally {
                all.forEach(MuteProcess::close);
                awaitReaders();
            }
            assertTrue(
                    ProcessInfo.read(OWN).orElseThrow().command().contains("java"), "asked again when they have ended");
            return null;
        });
    }

    /** The threads that were left behind end with the processes. */
    private static void awaitReaders() {
        while (Thread.getAllStackTraces().keySet().stream()
                .anyMatch(t -> t.getName().equals("nsx-command-lines"))) {
            Thread.onSpinWait();
        }
    }
}
