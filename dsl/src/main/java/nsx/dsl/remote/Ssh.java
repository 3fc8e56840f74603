package nsx.dsl.remote;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import nsx.dsl.error.NsxException;

/**
 * The system's ssh(1) with {@code nsx --serve} or another command at its other end. The user's configuration, keys, agents and jump
 * hosts work as usual; nothing asks for a password.
 */
final class Ssh implements AutoCloseable {
    private static final int NOT_FOUND = 127;
    /** The limit of shown lines of the other side, which may write without end. */
    private static final int MOST_LINES = 500;

    private static final int LONGEST_LINE = 500;
    private static final int SECONDS_TO_END = 5;

    private final Host host;
    private final Process process;
    private final Consumer<String> notices;
    private volatile String lastLine = "";
    private final Thread errors = new Thread(this::readErrors, "nsx-host-errors");
    private volatile boolean serving;

    /** @param process ssh, running */
    Ssh(Host host, Process process, Consumer<String> notices) {
        this.host = host;
        this.process = process;
        this.notices = notices;
        errors.setDaemon(true);
        errors.start();
    }

    /**
     * Starts a command on the host.
     *
     * @param socket the socket of the shared connection, in a private directory of this user
     * @param farCommand a line for the shell of the user there
     */
    static Ssh start(Host host, Path socket, String farCommand, Consumer<String> notices) {
        List<String> command = new ArrayList<>(List.of("ssh", "-T", "-oBatchMode=yes"));
        command.addAll(shared(socket));
        command.addAll(List.of(
                "-oControlPersist=30", "-oServerAliveInterval=10", "-oServerAliveCountMax=3", "-oConnectTimeout=20"));
        command.addAll(host.address());
        command.add(farCommand);
        try {
            return new Ssh(host, new ProcessBuilder(command).start(), notices);
        } catch (IOException e) {
            throw new NsxException("cannot start ssh", e)
                    .because(e.getMessage())
                    .hint("install OpenSSH's client (Debian: apt-get install openssh-client)");
        }
    }

    private static List<String> shared(Path socket) {
        return List.of("-oControlMaster=auto", "-oControlPath=" + socket);
    }

    /** Ends the shared connection to the host. */
    static void end(Host host, Path socket) {
        List<String> command = new ArrayList<>(List.of("ssh", "-oBatchMode=yes", "-Oexit"));
        command.addAll(shared(socket));
        command.addAll(host.address());
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            // ssh is gone: the connection ends by itself a little later
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Process process() {
        return process;
    }

    /** Notes that later output on standard error comes from the words that run on the host. */
    void serves() {
        serving = true;
    }

    private void readErrors() {
        int lines = 0;
        try (InputStream in = process.getErrorStream();
                BufferedReader text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = limitedLine(text); line != null; line = limitedLine(text)) {
                if (line.isBlank()) {
                    continue;
                }
                lastLine = line.strip();
                if (serving && lines++ < MOST_LINES) {
                    notices.accept(host.name() + ": " + lastLine);
                }
            }
        } catch (IOException e) {
            // the process has ended
            return;
        }
    }

    /** The next line, cut to a length limit; null at the end. */
    private static String limitedLine(BufferedReader in) throws IOException {
        StringBuilder line = new StringBuilder();
        int c = in.read();
        if (c < 0) {
            return null;
        }
        for (; c >= 0 && c != '\n'; c = in.read()) {
            if (line.length() < LONGEST_LINE) {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** The reason why ssh has ended, as far as known; empty while it runs. */
    String reason() {
        try {
            if (!process.waitFor(1, TimeUnit.SECONDS)) {
                return "";
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
        // a shared connection in the background may keep standard error open
        awaitEnd();
        int code = process.exitValue();
        String said = lastLine.isEmpty() ? "" : ": " + lastLine;
        return code == NOT_FOUND ? "no nsx was found there" + said : "ssh ended with " + code + said;
    }

    /** The last line on standard error; empty without one. */
    String lastLine() {
        return lastLine;
    }

    boolean hasNoNsx() {
        return !process.isAlive() && process.exitValue() == NOT_FOUND;
    }

    /** Waits a short time for the end of standard error. */
    void awaitEnd() {
        try {
            errors.join(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            // the end of its input ends it, after it has undone open changes
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroy();
            }
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
