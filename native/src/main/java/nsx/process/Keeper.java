package nsx.process;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.Pipe;
import nsx.sys.Spawn;
import nsx.sys.SysException;
import nsx.sys.Wait;

/**
 * A process that keeps namespaces alive by being in them: a pid namespace ends with its process 1, and a user
 * namespace must be created by a single-threaded program. The process is a shell, which as process 1 waits for any
 * child, so that orphans leave no zombies.
 */
final class Keeper implements AutoCloseable {
    /** A script that ends when nsx closes the pipe or is killed. */
    private static final String WITH_NSX = "echo; read end";
    /**
     * A script for process 1, with which its pid namespace ends. A shell gives a background program an empty standard
     * input, so the pipe is duplicated to 3.
     */
    private static final String INIT_WITH_NSX = "exec 3<&0; cat <&3 & echo; wait";
    /**
     * The whole environment of the programs, so that no variable of nsx reaches them. Messages are in the C locale,
     * because the errno is recognised by its text.
     */
    private static final Map<String, String> ENVIRONMENT =
            Map.of("LC_ALL", "C", "PATH", "/usr/sbin:/usr/bin:/sbin:/bin");

    private static final Duration FOREVER = Duration.ofDays(365);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A way to start a program, in the caller's namespaces or elsewhere. */
    interface Start {
        Child child(Program program, Spawn.Setting setting);
    }

    private final Child child;
    private final Pipe life;
    /** Has the line by which the keeper says that it runs; closed afterwards. */
    private final Fd words;

    private Keeper(Child child, Pipe life, Fd words) {
        this.child = child;
        this.life = life;
        this.words = words;
    }

    /** The command line of the keeping shell, executed directly or by the program that creates the namespaces. */
    private static List<String> shell(boolean init, boolean lasting) {
        return List.of("/bin/sh", "-c", lasting ? LastingInit.SCRIPT : init ? INIT_WITH_NSX : WITH_NSX);
    }

    /**
     * Starts the process and waits until it runs. A lasting one without a maker is awaited by {@link #letGo} instead: its namespace
     * is there at once, and can get its name meanwhile.
     *
     * @param maker the program that creates the namespaces and then becomes the keeper; empty to start in the
     * caller's namespaces
     * @param init whether the keeper is process 1 of a pid namespace
     * @param lasting whether the keeper outlives nsx
     * @throws NamespaceException if it ended instead; the message has its output
     */
    static Keeper start(List<String> maker, boolean init, boolean lasting, Start start) {
        Pipe life = Pipe.open();
        Pipe words = Pipe.open();
        try {
            Spawn.Setting setting = new Spawn.Setting(
                    life.reading().number(),
                    words.writing().number(),
                    words.writing().number(),
                    true);
            List<String> command = new ArrayList<>(maker);
            command.addAll(shell(init, lasting));
            Program program = new Program(command, Map.of()).withOnly(ENVIRONMENT);
            Keeper keeper = new Keeper(start.child(program, setting), life, words.reading());
            words.writing().close();
            life.reading().close();
            if (!lasting || !maker.isEmpty()) {
                keeper.awaitStart();
            }
            return keeper;
        } catch (RuntimeException e) {
            words.close();
            life.close();
            throw e;
        }
    }

    private void awaitStart() {
        Wait wait = new Wait();
        try (words) {
            wait.readable(words, PATIENCE);
            String said = line(words);
            if (!said.equals("\n")) {
                child.signal(Signal.KILL);
                child.await();
                throw refused(said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            child.signal(Signal.KILL);
            throw new NamespaceException("interrupted", e);
        } finally {
            wait.release();
        }
    }

    /** Builds the exception from an error message, which ends with the words of strerror(3). */
    private static NamespaceException refused(String said) {
        if (said.isEmpty()) {
            return new NamespaceException("the process to keep it did not start");
        }
        return Errno.atEnd(said)
                .map(e -> new NamespaceException(said, new SysException("unshare", e, said)))
                .orElseGet(() -> new NamespaceException(said));
    }

    /** Reads one line, which may come in several writes. */
    private static String line(Fd words) {
        StringBuilder line = new StringBuilder();
        byte[] piece;
        do {
            piece = Files.read(words, 4096);
            line.append(new String(piece, StandardCharsets.UTF_8));
        } while (piece.length > 0 && piece[piece.length - 1] != '\n');
        return line.toString();
    }

    /** The process id in the pid namespace of nsx. */
    int pid() {
        return child.pid();
    }

    /**
     * Lets a lasting keeper outlive nsx, because its namespace has a name now. Before this call the keeper ends with
     * nsx.
     *
     * @param pids the pid namespace whose process 1 it is
     * @throws NamespaceException if it has ended instead
     */
    void letGo(Namespace pids) {
        if (words.isOpen()) {
            awaitStart();
        }
        LastingInit.letGo(life, pids);
        child.close();
    }

    /**
     * Ends the keeper and everything in its pid namespace. Process 1 ends only after all other processes there were
     * waited for (zap_pid_ns_processes of kernel/pid_namespace.c); nsx waits for those that it started from outside.
     */
    @Override
    public void close() {
        words.close();
        life.close();
        child.signal(Signal.KILL);
        try {
            child.awaitEnd(FOREVER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
