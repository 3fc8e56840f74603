package nsx.sys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import nsx.test.Peer;
import org.junit.jupiter.api.Test;

class CoreDumpsTest {
    private static final String LIMIT = "awk '/^Max core/ { print $5 }' /proc/";

    @Test
    void thereIsNoneOfNsxAndTheLimitOfProgramsIsWhatItWas() throws InterruptedException {
        long own = ProcessHandle.current().pid();
        String before = Peer.run(LIMIT + own + "/limits");
        CoreDumps.forbid();
        CoreDumps.forbid();
        String hard = Peer.run("awk '/^Max core/ { print $6 }' /proc/" + own + "/limits");
        assertEquals(hard.equals("0") ? "0" : "1", Peer.run(LIMIT + own + "/limits"));
        if (!before.equals("1")) {
            assertEquals(before, inProgram());
        }
        assertTrue(List.of("0", "1").contains(Peer.run(LIMIT + own + "/limits")), "none afterwards either");
    }

    private static String inProgram() throws InterruptedException {
        try (MemoryFile out = new MemoryFile("out");
                Fd nothing = Files.open("/dev/null", Files.O_RDONLY)) {
            int number = out.fd().number();
            int pid = Spawn.start(
                    "/bin/sh",
                    List.of("sh", "-c", LIMIT + "self/limits"),
                    Spawn.environment(Map.of()),
                    new Spawn.Setting(nothing.number(), number, number, true));
            try (Fd process = Children.pidfd(pid)) {
                Wait wait = new Wait();
                wait.readable(process, Duration.ofSeconds(10));
                wait.release();
            }
            Children.changed(pid);
            return new String(out.content(), StandardCharsets.UTF_8).strip();
        }
    }
}
