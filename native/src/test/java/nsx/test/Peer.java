package nsx.test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Runs a peer's tool (ip, nft, ipcs) in the calling thread's namespaces, to check what nsx did with other eyes. */
public final class Peer {
    private Peer() {}

    /** Its standard output and error, trimmed; a non-zero exit is an {@link AssertionError}, a missing program skips the test. */
    public static String run(String commandLine) {
        Needs.of(commandLine);
        try {
            Process process = new ProcessBuilder("sh", "-c", commandLine)
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            process.getInputStream().close();
            process.getErrorStream().close();
            int code = process.waitFor();
            Needs.found(output);
            if (code != 0) {
                throw new AssertionError(commandLine + " exits with " + code + ": " + output);
            }
            return output;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(commandLine, e);
        }
    }
}
