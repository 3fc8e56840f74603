package nsx.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import nsx.proc.ProcessInfo;
import nsx.sys.Children;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.SysException;
import nsx.sys.Wait;

/**
 * A program that nsx started. Its pid is its own until it was waited for, so no signal can reach another process that came to have
 * the same number.
 */
public final class Child implements AutoCloseable {
    /** Nothing tells of a stop but asking: how often that is done where it matters. */
    private static final Duration SLICE = Duration.ofMillis(50);
    /** Nor of a start. */
    private static final Duration STARTING = Duration.ofMillis(1);

    /** Children whose end has not been noticed yet, including abandoned ones. */
    private static final Set<Child> RUNNING = ConcurrentHashMap.newKeySet();

    private final int pid;
    private final boolean leadsGroup;
    private final Fd pidfd;
    /** Descriptors that the program needs until it has ended or is abandoned. */
    private final List<Fd> needed = new ArrayList<>();

    /** Whether it only waits for the program, which is its own child in another pid namespace. */
    private boolean waits;

    private Exit exit;
    /** The signal that stopped it, 0 while it goes. */
    private int stopped;
    /** Whether the last that was sent of SIGSTOP and SIGCONT is SIGSTOP. */
    private boolean held;

    Child(int pid, boolean leadsGroup) {
        this.pid = pid;
        this.leadsGroup = leadsGroup;
        this.pidfd = Children.pidfd(pid);
        RUNNING.add(this);
    }

    /** Takes notice of all that ended: until then they are zombies. */
    static void settle() {
        RUNNING.forEach(Child::isAlive);
    }

    /** Keeps these open while the program may come to open them by their paths; they are closed with it. */
    Child keeping(List<Fd> files) {
        needed.addAll(files);
        return this;
    }

    /** It is nsenter(1), which stays where it is and waits for the program as its child. */
    Child waiting() {
        waits = true;
        return this;
    }

    /** The number of the program in the pid namespace of nsx, also where another process waits for it. */
    public int program() {
        Optional<Integer> found = Optional.empty();
        while (waits && found.isEmpty() && isAlive()) {
            found = ProcessInfo.children(pid).stream().findFirst();
            if (found.isEmpty()) {
                // about to start it
                LockSupport.parkNanos(STARTING.toNanos());
            }
        }
        return found.orElse(pid);
    }

    /** Its number in the pid namespace of nsx, by which it is waited for. */
    public int pid() {
        return pid;
    }

    public boolean isAlive() {
        return exit().isEmpty();
    }

    /** Whether Ctrl-Z or a signal stopped it and nothing made it go on. */
    public synchronized boolean isStopped() {
        return exit().isEmpty() && stopped != 0;
    }

    /** Whether it was stopped because it wanted the terminal while that was not its own (SIGTTIN, SIGTTOU). */
    synchronized boolean wantsTerminal() {
        return isStopped() && (stopped == Signal.TTIN.number() || stopped == Signal.TTOU.number());
    }

    /** How it ended; empty while it has not. */
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
        // 0xffff is "went on", 0x7f in the low byte is "stopped"
        stopped = exit == null && status != 0xffff ? status >> 8 & 0xff : 0;
        goOn();
        if (exit != null) {
            RUNNING.remove(this);
            close();
        }
    }

    /** When nsenter is stopped but its program runs or has ended, there is nothing to wait for, even if the program is killed later. */
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
            // ESRCH: it has ended
            if (e.errno() != Errno.ESRCH) {
                throw e;
            }
        }
    }

    /** Whether the program only waits to be waited for. */
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

    /** Waits until it has ended. */
    public Exit await() throws InterruptedException {
        return await(Duration.ofSeconds(-1)).orElseThrow();
    }

    /**
     * Waits until it has ended or the time is over; a negative time has no end.
     *
     * @return empty when it still runs
     * @throws InterruptedException when the thread is interrupted; the program runs on
     */
    public Optional<Exit> await(Duration timeout) throws InterruptedException {
        return await(timeout, timeout, false);
    }

    /** Waits until it has ended or was stopped; empty when it was stopped. */
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

    /** A descriptor of the waiting thread's own: another thread may take notice of the end, and close the process's. */
    private synchronized Optional<Fd> watched() {
        return isAlive() ? Optional.of(pidfd.duplicate()) : Optional.empty();
    }

    /** Sends a signal to it and, when it leads a process group, to all in that; nothing happens when it has ended. */
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

    /** Makes it end: by what Ctrl-C sends, then by a polite request, then by force, with a second between them. */
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
                // pressed again: no more patience
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets go of it; it runs on. */
    @Override
    public void close() {
        pidfd.close();
        needed.forEach(Fd::close);
    }
}
