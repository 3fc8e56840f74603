package nsx.inverse;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.ledger.LedgerLine;
import nsx.process.Child;
import nsx.process.Launcher;
import nsx.process.Program;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.Pipe;
import nsx.sys.Spawn;
import nsx.sys.SysException;
import nsx.sys.Wait;

/** The connection of nsx to its {@link Guard} process. */
public final class GuardProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration ENDLESS = Duration.ofSeconds(-1);
    /**
     * The guard waits and does little, so it gets less memory than a session. JDK 25 refuses an archive below 100 MB,
     * and also if the first heap does not hold the archive's objects.
     */
    private static final List<String> SMALL = List.of("-Xms16m", "-XX:NewSize=1m", "-XX:MaxNewSize=4m", "-Xmx128m");

    private static final List<String> ARCHIVES = List.of("-XX:AOTCache=", "-XX:SharedArchiveFile=");

    /** Receives what the guard reports. */
    public interface Listener {
        /** The time is over. Changes made before this method returns are undone too. */
        void over();

        /**
         * The guard has undone what it could.
         *
         * @param changes the number of changes to undo
         * @param left one sentence for each change that it could not undo
         */
        void done(int changes, List<String> left);
    }

    private final Child child;
    private final Fd in;
    private final Fd out;
    private final StringBuilder heard = new StringBuilder();

    private GuardProcess(Child child, Fd in, Fd out) {
        this.child = child;
        this.in = in;
        this.out = out;
    }

    /**
     * Starts a guard and waits until it is ready, which takes a fraction of a second.
     *
     * @throws SysException if the guard cannot be started
     */
    public static GuardProcess start() throws InterruptedException {
        List<String> command = command();
        Optional<GuardProcess> guard = start(command);
        if (guard.isEmpty()) {
            // a Java that cannot use the archive starts without it
            guard = start(command.stream()
                    .filter(word -> ARCHIVES.stream().noneMatch(word::startsWith))
                    .toList());
        }
        return guard.orElseThrow(() -> new IllegalStateException("the process that takes back did not start"));
    }

    private static Optional<GuardProcess> start(List<String> command) throws InterruptedException {
        Pipe to = Pipe.open();
        Pipe from = Pipe.open();
        try (Fd nowhere = Files.open("/dev/null", Files.O_WRONLY)) {
            Program program = new Program(command, Map.of())
                    .withOnly(Map.of("LC_ALL", "C.UTF-8", "PATH", "/usr/sbin:/usr/bin:/sbin:/bin"));
            Child child = Launcher.startHere(
                    program,
                    new Spawn.Setting(to.reading().number(), from.writing().number(), nowhere.number(), false)
                            .inSession());
            GuardProcess guard = new GuardProcess(child, to.writing(), from.reading());
            to.reading().close();
            from.writing().close();
            if (guard.awaitLine(START).equals(LedgerLine.of(Guard.READY))) {
                return Optional.of(guard);
            }
            guard.close();
            return Optional.empty();
        } catch (RuntimeException | InterruptedException e) {
            to.close();
            from.close();
            throw e;
        }
    }

    /** The options of this Java process, including its class archive. */
    private static List<String> command() {
        List<String> own = Arrays.asList(Files.readText("/proc/self/cmdline").split("\0"));
        int jar = own.indexOf("-jar");
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        if (jar > 0) {
            command.addAll(own.subList(1, jar));
        } else {
            command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xlog:disable"));
        }
        command.addAll(SMALL);
        command.addAll(List.of(
                "-cp", jar > 0 ? own.get(jar + 1) : System.getProperty("java.class.path"), Guard.class.getName()));
        return command;
    }

    /** From now on that long until it takes back. */
    public void await(Duration time) {
        long millis = time.toMillis();
        say(LedgerLine.of(Guard.WAIT, Long.toString(millis), Long.toString(Guard.now() + millis)));
    }

    /** Sends a line to the guard: a change, or the word to keep all changes. */
    public void say(LedgerLine line) {
        byte[] bytes = line.text().getBytes(StandardCharsets.UTF_8);
        in.write(bytes);
    }

    /** Makes the guard undo the changes now. */
    public void takeBackNow() {
        say(LedgerLine.of(Guard.NOW));
    }

    /** Listens on a new thread until the guard has ended. */
    public Thread listen(Listener listener) {
        Thread thread = new Thread(() -> hear(listener), "nsx-guarded");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void hear(Listener listener) {
        List<String> left = new ArrayList<>();
        try {
            for (LedgerLine line = awaitLine(ENDLESS); !line.fields().isEmpty(); line = awaitLine(ENDLESS)) {
                String word = line.fields().get(0);
                if (word.equals(Guard.OVER)) {
                    listener.over();
                    tryToSay(LedgerLine.of(Guard.CLOSED));
                } else if (word.equals(Guard.LEFT)) {
                    left.add(line.fields().get(1));
                } else if (word.equals(Guard.DONE)) {
                    listener.done(Integer.parseInt(line.fields().get(1)), left);
                }
            }
            // the guard has reported everything and ends
            child.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    private void tryToSay(LedgerLine line) {
        try {
            say(line);
        } catch (SysException e) {
            // the guard has ended
            return;
        }
    }

    /** Returns the next line; a line without fields at the end of the output or after the timeout. */
    private LedgerLine awaitLine(Duration timeout) throws InterruptedException {
        Wait wait = new Wait();
        try {
            while (heard.indexOf("\n") < 0) {
                if (!wait.readable(out, timeout)) {
                    return new LedgerLine(List.of());
                }
                byte[] piece = Files.read(out, 4096);
                if (piece.length == 0) {
                    return new LedgerLine(List.of());
                }
                heard.append(new String(piece, StandardCharsets.UTF_8));
            }
        } finally {
            wait.release();
        }
        int end = heard.indexOf("\n") + 1;
        LedgerLine line = LedgerLine.read(heard.substring(0, end)).get(0);
        heard.delete(0, end);
        return line;
    }

    private void end() {
        child.end();
        close();
    }

    /** Closes the connection; the guard keeps waiting. */
    @Override
    public void close() {
        in.close();
        out.close();
        child.close();
    }
}
