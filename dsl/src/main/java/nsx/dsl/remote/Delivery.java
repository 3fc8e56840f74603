package nsx.dsl.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import nsx.dsl.error.NsxException;

/**
 * One sending of a tarball to a host that unpacks it. A host that takes less than a mebibyte in {@code patience}, or
 * that does not come to its next step, is given up.
 */
final class Delivery {
    /** The time for a mebibyte, which even a slow line manages. */
    static final Duration PATIENCE = Duration.ofSeconds(60);
    /** The time for a step of the other side, which unpacks and makes the start-up archive on a slow machine. */
    static final Duration PATIENCE_FOR_STEP = Duration.ofMinutes(5);

    private static final int CHUNK = 1 << 20;
    private static final int LOOK_MILLIS = 100;
    private static final List<String> STEPS = List.of("begun", "received", "unpacked", "ready");
    private static final List<String> DOING = List.of("asking", "sending nsx", "unpacking", "first start", "done");
    /** The number of bytes that the other side prints for all steps. */
    private static final int MOST = STEPS.stream().mapToInt(s -> s.length() + 1).sum();

    /** Why the other side did not take it: the exit codes of carry.sh. */
    private enum Failed {
        PLACE(71, "another directory there is named in hosts { } with into:"),
        ROOM(72, "make room there, or name another directory in hosts { } with into:"),
        EXECUTE(73, "name a directory on a file system without noexec in hosts { } with into:"),
        TOOL(74, "install it there, or install nsx there"),
        SUM(75, "try again: nothing of it was kept"),
        MACHINE(77, "name a tarball for such machines in hosts { } with tarball:, or install nsx there"),
        START(76, "it may need another machine type or a newer C library there; nothing of it was kept");

        private final int code;
        private final String hint;

        Failed(int code, String hint) {
            this.code = code;
            this.hint = hint;
        }
    }

    private final Host host;
    private final Tarball tarball;
    private final Ssh ssh;
    private final Duration patience;
    private final AtomicLong sent = new AtomicLong();
    private volatile int steps;
    private volatile boolean garbage;

    /** @param patience the time for a mebibyte and, if longer, in place of that for a step */
    Delivery(Host host, Tarball tarball, Ssh ssh, Duration patience) {
        this.host = host;
        this.tarball = tarball;
        this.ssh = ssh;
        this.patience = patience;
    }

    /** The current activity in a few words: {@code h1: sending nsx, 45%}. */
    String doing() {
        String percent = steps == 1 ? ", " + sent.get() * 100 / Math.max(1, tarball.size()) + "%" : "";
        return host.name() + ": " + DOING.get(steps) + percent;
    }

    /** Sends and waits until nsx can be started there. An error says why not; nothing is left behind there then. */
    void run() {
        Thread sender = daemon(this::send, "nsx-host-send");
        Thread reader = daemon(this::readSteps, "nsx-host-steps");
        try {
            await();
            // the steps and the reason that it printed at last: destroying the process closes both streams
            reader.join(LOOK_MILLIS * 10L);
            if (ssh.process().exitValue() != 0) {
                ssh.awaitEnd();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("interrupted", null);
        } finally {
            ssh.process().destroy();
            sender.interrupt();
        }
        int code = ssh.process().exitValue();
        if (garbage) {
            throw failed("it answers with something else", AnyShell.PRINTS);
        }
        if (code != 0 || steps < STEPS.size()) {
            throw failed(reason(code), hint(code));
        }
    }

    private void await() throws InterruptedException {
        long seen = -1;
        long since = System.nanoTime();
        while (!ssh.process().waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            long now = sent.get() + steps;
            boolean sends = steps == 1 && sent.get() < tarball.size();
            Duration limit = sends || patience.compareTo(PATIENCE) < 0 ? patience : PATIENCE_FOR_STEP;
            if (garbage) {
                ssh.process().destroyForcibly();
            } else if (now != seen) {
                seen = now;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > limit.toNanos()) {
                throw failed(
                        sends
                                ? "it has taken nothing for " + limit.toSeconds() + " s"
                                : "it has not ended a step in " + limit.toSeconds() + " s: " + DOING.get(steps),
                        null);
            }
        }
    }

    private void send() {
        try (InputStream in = Files.newInputStream(tarball.file());
                OutputStream out = ssh.process().getOutputStream()) {
            byte[] chunk = new byte[CHUNK];
            for (int n = in.readNBytes(chunk, 0, CHUNK); n > 0; n = in.readNBytes(chunk, 0, CHUNK)) {
                out.write(chunk, 0, n);
                sent.addAndGet(n);
            }
        } catch (IOException e) {
            // the other side has ended, and its exit code says why
            return;
        }
    }

    /** Reads the lines of the other side, which come in one order only. */
    private void readSteps() {
        byte[] expected = (String.join("\n", STEPS) + "\n").getBytes(StandardCharsets.US_ASCII);
        try (InputStream in = ssh.process().getInputStream()) {
            for (int i = 0; i < MOST; i++) {
                int c = in.read();
                if (c < 0) {
                    return;
                }
                if (c != expected[i]) {
                    garbage = true;
                    return;
                }
                steps = c == '\n' ? steps + 1 : steps;
            }
            garbage = in.read() >= 0;
        } catch (IOException e) {
            // the exit code says why
            return;
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private String reason(int code) {
        String said = ssh.lastLine();
        boolean known = Arrays.stream(Failed.values()).anyMatch(f -> f.code == code);
        return known && !said.isEmpty() ? said : "ssh ended with " + code + (said.isEmpty() ? "" : ": " + said);
    }

    private static String hint(int code) {
        return Arrays.stream(Failed.values())
                .filter(f -> f.code == code)
                .findFirst()
                .map(f -> f.hint)
                .orElse(null);
    }

    private NsxException failed(String why, String hint) {
        NsxException failed = new NsxException("nsx cannot be sent to " + host.name())
                .because(why)
                .at(host.name());
        return hint == null ? failed : failed.hint(hint);
    }
}
