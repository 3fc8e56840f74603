package nsx.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import nsx.proc.ProcessInfo;
import nsx.sys.Children;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.SysException;
import nsx.sys.Wait;

/**
 * A program that nsx started. Its pid is not reused until nsx has waited for it, so no signal can reach another
 * process.
 */
public final class Child implements AutoCloseable {
    /** The polling interval for a stop, which the kernel does not report otherwise. */
    private static final Duration SLICE = Duration.ofMillis(50);
    /** The polling interval for a start, which the kernel does not report either. */
    private static final Duration STARTING = Duration.ofMillis(1);

    /** The interval for a look at other children while one is awaited. */
    private static final Duration SETTLING = Duration.ofMillis(5);

    /** The children whose end has not been noticed yet, including abandoned ones. */
    private static final Map<Integer, Child> RUNNING = new ConcurrentHashMap<>();

    private final int pid;
    private final boolean leadsGroup;
    /** Descriptors that the program needs until it has ended or is abandoned. */
    private final List<Fd> needed = new ArrayList<>();

    /** Whether the child only waits for the program, which is its own child in another pid namespace. */
    private boolean waits;

    private Exit exit;
    /** The signal that stopped the child; 0 while it runs. */
    private int stopped;
    /** Whether SIGSTOP was sent later than SIGCONT. */
    private boolean held;

    Child(int pid, boolean leadsGroup) {
        this.pid = pid;
        this.leadsGroup = leadsGroup;
        RUNNING.put(pid, this);
    }

    /** The running child with this number in the pid namespace of nsx. */
    static Optional<Child> running(int pid) {
        return Optional.ofNullable(RUNNING.get(pid));
    }

    /** Notices the end of all children that ended; until then they are zombies. The kernel names those that ended. */
    static void settle() {
        for (OptionalInt ended = Children.ended(); ended.isPresent(); ended = Children.ended()) {
            Child child = RUNNING.get(ended.getAsInt());
            if (child == null || child.isAlive()) {
                // a child of Java, or one that another thread has just noticed: the kernel may name it again
                RUNNING.values().forEach(Child::isAlive);
                return;
            }
        }
    }

    /** Keeps these files open while the program may open them by their paths; they are closed when the program ends. */
    Child keeping(List<Fd> files) {
        needed.addAll(files);
        return this;
    }

    /** Marks the child as nsenter(1), which stays outside and waits for the program as its child. */
    Child waiting() {
        waits = true;
        return this;
    }

    /** The process id of the program in the pid namespace of nsx, even if another process waits for it. */
    public int program() {
        Optional<Integer> found = Optional.empty();
        while (waits && found.isEmpty() && isAlive()) {
            found = ProcessInfo.children(pid).stream().findFirst();
            if (found.isEmpty()) {
                // nsenter is about to start the program
                LockSupport.parkNanos(STARTING.toNanos());
            }
        }
        return found.orElse(pid);
    }

    /** The process id of the child that nsx waits for, in the pid namespace of nsx. */
    public int pid() {
        return pid;
    }

    public boolean isAlive() {
        return exit().isEmpty();
    }

    /** Whether Ctrl-Z or a signal stopped the child and nothing has continued it. */
    public synchronized boolean isStopped() {
        return exit().isEmpty() && stopped != 0;
    }

    /** Whether the child was stopped because it used the terminal in the background (SIGTTIN, SIGTTOU). */
    synchronized boolean wantsTerminal() {
        return isStopped() && (stopped == Signal.TTIN.number() || stopped == Signal.TTOU.number());
    }

    /** How the child ended; empty while it runs. */
    public synchronized Optional<Exit> exit() {
        while (exit == null) {
            OptionalInt status = Children.changed(pid);
            if (status.isEmpty()) {
                goOn();
                return Optional.empty();
            }
            note(status.getAsInt());
        }
        return Optional.of(exit);
    }

    private void note(int status) {
        Exit.of(status).ifPresent(e -> exit = e);
        // 0xffff means continued, 0x7f in the low byte means stopped
        stopped = exit == null && status != 0xffff ? status >> 8 & 0xff : 0;
        goOn();
        if (exit != null) {
            RUNNING.remove(pid, this);
            close();
        }
    }

    /**
     * Continues a stopped nsenter whose program runs or has ended: there is nothing to wait for, even if the program
     * is killed later.
     */
    private void goOn() {
        if (stopped != 0 && waits && !isProgramStopped()) {
            stopBoth();
        }
    }

    /**
     * Handles a stopped nsenter whose program runs. If nsx holds the program, a signal that nsenter forwarded late has
     * continued it, so it is stopped again. Otherwise both were stopped and continued together and nsenter stopped itself
     * afterwards, so nsenter is continued.
     */
    private void stopBoth() {
        if (held && !isProgramEnded()) {
            ProcessInfo.children(pid).forEach(Child::stop);
        } else {
            Children.kill(pid, Signal.CONT.number());
            stopped = 0;
        }
    }

    private static void stop(int program) {
        try {
            Children.kill(program, Signal.STOP.number());
        } catch (SysException e) {
            // ESRCH: the process has ended
            if (e.errno() != Errno.ESRCH) {
                throw e;
            }
        }
    }

    /** Whether the program is a zombie. */
    private boolean isProgramEnded() {
        return ProcessInfo.children(pid).stream()
                .flatMap(program -> ProcessInfo.read(program).stream())
                .allMatch(program -> program.state().equals("Z"));
    }

    private boolean isProgramStopped() {
        return ProcessInfo.children(pid).stream()
                .flatMap(program -> ProcessInfo.read(program).stream())
                .allMatch(program -> program.state().equals("T"));
    }

    /** Waits until the child has ended. */
    public Exit await() throws InterruptedException {
        return await(Duration.ofSeconds(-1)).orElseThrow();
    }

    /**
     * Waits until the child has ended or the time is over; a negative time means no limit.
     *
     * @return empty if the child still runs
     * @throws InterruptedException if the thread is interrupted; the program keeps running
     */
    public Optional<Exit> await(Duration timeout) throws InterruptedException {
        return await(timeout, timeout, false);
    }

    /** Waits until the child has ended or was stopped; empty if it was stopped. */
    public Optional<Exit> awaitStop() throws InterruptedException {
        return await(Duration.ofSeconds(-1), SLICE, true);
    }

    private Optional<Exit> await(Duration timeout, Duration slice, boolean orStop) throws InterruptedException {
        Optional<Fd> watched = watched();
        if (watched.isEmpty()) {
            return exit();
        }
        long deadline = System.nanoTime() + timeout.toNanos();
        Wait wait = new Wait();
        try (Fd process = watched.get()) {
            while (isAlive() && !(orStop && isStopped())) {
                long left = deadline - System.nanoTime();
                if (!timeout.isNegative() && left <= 0) {
                    return Optional.empty();
                }
                wait.readable(process, orStop || timeout.isNegative() ? slice : Duration.ofNanos(left));
            }
            return exit();
        } finally {
            wait.release();
        }
    }

    /**
     * A descriptor for the waiting thread. The number is not reused before this object notices the end, and that waits for the
     * same lock.
     */
    private synchronized Optional<Fd> watched() {
        return isAlive() ? Optional.of(Children.pidfd(pid)) : Optional.empty();
    }

    /**
     * Waits for the end of a process 1, which may be waiting for others in its pid namespace that nsx must notice first.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    void awaitEnd(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        do {
            settle();
        } while (await(SETTLING).isEmpty() && System.nanoTime() - deadline < 0);
    }

    /**
     * Sends a signal to the child or, if it leads a process group, to the whole group; does nothing if the child has
     * ended.
     */
    public synchronized void signal(Signal signal) {
        if (!isAlive()) {
            return;
        }
        try {
            Children.kill(leadsGroup ? -pid : pid, signal.number());
            stopped = signal == Signal.CONT ? 0 : stopped;
            held = signal == Signal.STOP || held && signal != Signal.CONT;
        } catch (SysException e) {
            if (e.errno() != Errno.ESRCH) {
                throw e;
            }
        }
    }

    /** Ends the child: by the signal of Ctrl-C, then by SIGTERM, then by SIGKILL, with a second between them. */
    public void end() {
        boolean interrupted = Thread.interrupted();
        for (Signal signal : new Signal[] {Signal.INT, Signal.TERM, Signal.KILL}) {
            signal(signal);
            signal(Signal.CONT);
            try {
                if (await(Duration.ofSeconds(1)).isPresent()) {
                    break;
                }
            } catch (InterruptedException e) {
                // a second interrupt ends the wait
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Releases the child, which keeps running. */
    @Override
    public void close() {
        needed.forEach(Fd::close);
    }
}
