package nsx.process;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import nsx.test.Needs;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** On a terminal that script(1) makes. */
class ForegroundTest {
    private final StringBuilder seen = new StringBuilder();

    private static final String JAVA =
            System.getProperty("java.home") + "/bin/java -cp '" + System.getProperty("java.class.path")
                    + "' --enable-native-access=ALL-UNNAMED " + OnTerminal.class.getName();

    private static Process start(String command) throws Exception {
        Needs.programs("script");
        return new ProcessBuilder("script", "-qec", command, "/dev/null")
                .redirectErrorStream(true)
                .start();
    }

    @Test
    void aGroupFromOutsideOfThePidNamespaceCannotHandTheTerminalOver() throws Exception {
        Needs.programs("unshare");
        Process script = start("unshare -rpf " + JAVA + " look");
        try (InputStream screen = script.getInputStream()) {
            expect(screen, "foreground: false");
        } finally {
            script.destroy();
            script.waitFor();
        }
    }

    @Test
    void aProgramHasTheTerminalAndGivesItBack() throws Exception {
        Process script = start("exec " + JAVA);
        try (OutputStream keys = script.getOutputStream();
                InputStream screen = script.getInputStream()) {
            expect(screen, "ready");
            type(keys, "\u001a");
            expect(screen, "stopped");
            // the second run waits again: Ctrl-C reaches the program and not nsx
            Thread.sleep(200);
            type(keys, "\u0003");
            expect(screen, "was killed by signal 2 (SIGINT)");
            // the first stty left the terminal raw, nsx put it right
            expect(screen, "exited with 0");
            expect(screen, "icanon");
            expect(screen, "echo");
            expect(screen, "exited with 0");
            assertTrue(!seen.toString().contains("-icanon"), seen.toString());
            type(keys, "one\n");
            expect(screen, "child read one");
            type(keys, "two\n");
            expect(screen, "nsx read two");
        } finally {
            script.destroy();
            script.waitFor();
        }
    }

    private static void type(OutputStream keys, String text) throws Exception {
        keys.write(text.getBytes(StandardCharsets.UTF_8));
        keys.flush();
    }

    /** Reads on until the text is there; what was seen before it is done with. */
    private void expect(InputStream screen, String text) {
        int before = seen.length();
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> {
                    int from = before;
                    while (seen.indexOf(text, from) < 0) {
                        int c = screen.read();
                        if (c < 0) {
                            Assertions.fail("no '" + text + "' in: " + seen);
                        }
                        seen.append((char) c);
                    }
                },
                () -> "no '" + text + "' in: " + seen);
    }
}
