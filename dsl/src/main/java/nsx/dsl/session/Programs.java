package nsx.dsl.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import nsx.dsl.session.LiveDisplay.Progress;
import nsx.ns.Context;
import nsx.ns.NamespaceKind;
import nsx.ns.ProcessTable;
import nsx.process.Child;
import nsx.process.Entrance;
import nsx.process.Exit;
import nsx.process.Foreground;
import nsx.process.Launcher;
import nsx.process.Program;
import nsx.process.Signal;
import nsx.sys.CoreDumps;
import nsx.sys.Errno;
import nsx.sys.Spawn;
import nsx.sys.SysException;
import nsx.sys.Terminal;

/** The programs of a session: starts them in the foreground or background, and keeps the current jobs. */
public final class Programs implements AutoCloseable {
    /** The exit code of nsenter(1), and of shells, for a program that does not exist. */
    private static final int NOT_FOUND = 127;
    /** The exit code of nsenter(1) that could not start a process. */
    private static final int NOT_STARTED = 1;

    private final Context host;
    private final Launcher launcher;
    private final Supplier<Entrance> entrance;
    private final Consumer<String> notices;
    private final Supplier<Progress> lending;
    private final List<Job> jobs = new ArrayList<>();
    private boolean jobControl;

    /**
     * @param entrance returns the current entrance of programs
     * @param lending leaves the terminal to a program
     */
    Programs(Context host, Consumer<String> notices, Supplier<Entrance> entrance, Supplier<Progress> lending) {
        this.lending = lending;
        this.host = host;
        this.entrance = entrance;
        this.launcher = new Launcher(host, notices);
        this.notices = notices;
        CoreDumps.forbid();
    }

    /**
     * Sets whether programs get the terminal to themselves, so that only they receive Ctrl-C and Ctrl-Z, as at a
     * prompt. In a script they share the script's process group, and both keys end or stop the whole group, as in any
     * shell.
     */
    public void controlJobs(boolean on) {
        jobControl = on;
        if (on) {
            Terminal.ignoreQuit();
        }
    }

    /**
     * Runs a program on the terminal until it ends or is stopped.
     *
     * @param output the descriptor for its standard output
     * @return how it ended; empty if it was stopped and is a job now
     */
    public Optional<Exit> run(Context context, Program program, int output) throws InterruptedException {
        return run(context, program, 0, output);
    }

    /**
     * Runs a program with another standard input.
     *
     * @param input the descriptor for its standard input
     */
    public Optional<Exit> run(Context context, Program program, int input, int output) throws InterruptedException {
        Progress lent = lending.get();
        try {
            return alone(context, program, input, output);
        } finally {
            lent.close();
        }
    }

    private Optional<Exit> alone(Context context, Program program, int input, int output) throws InterruptedException {
        Terminal terminal = jobControl ? Terminal.foreground().orElse(null) : null;
        Spawn.Setting setting = new Spawn.Setting(input, output, 2, terminal != null, terminal);
        if (terminal == null) {
            return found(context, program, Optional.of(Foreground.await(start(context, program, setting))));
        }
        Child child = Foreground.run(terminal, () -> start(context, program, setting));
        return found(context, program, ended(child, () -> add(new Job(this, program.text(), child, null))));
    }

    /**
     * Checks the exit of a program. A helper that starts programs in other mount namespaces reports a missing program
     * and a dead pid namespace only by its exit code; the check makes that an error as elsewhere.
     */
    private Optional<Exit> found(Context context, Program program, Optional<Exit> exit) throws InterruptedException {
        if (exit.filter(e -> e.code() == NOT_STARTED).isPresent()) {
            launcher.requireAlive(context);
        }
        if (exit.filter(e -> e.code() == NOT_FOUND).isPresent() && launcher.isMissing(context, program)) {
            throw new SysException("execve", Errno.ENOENT, program.arguments().get(0));
        }
        return exit;
    }

    /** The exit of a program; empty, with a notice, for a program that was stopped. */
    private Optional<Exit> ended(Child child, Supplier<Job> job) {
        Optional<Exit> exit = child.exit();
        if (exit.isEmpty()) {
            Job stopped = job.get();
            String it = "jobs()[" + (jobs.indexOf(stopped) - jobs.size()) + "]";
            notices.accept("stopped: " + stopped + ". " + it + ".fg() continues it, " + it + ".kill() ends it");
        }
        return exit;
    }

    /** Checks that a program exists, for one that nobody waits for. */
    public void requireFound(Context context, Program program) throws InterruptedException {
        launcher.requireFound(context, program);
    }

    /** Starts a program; the caller waits for it. */
    public Child start(Context context, Program program, Spawn.Setting setting) {
        return entrance.get().start(program, setting, (p, s) -> launcher.start(context, p, s));
    }

    /** The program's process id in the host's pid namespace, which is nsx's own except in a sandbox. */
    public int number(Child child) {
        int program = child.program();
        return host.get(NamespaceKind.PID)
                .filter(pid -> !pid.isEntered())
                .flatMap(pid -> ProcessTable.number(program, pid))
                .orElse(program);
    }

    /** Brings a job to the foreground, or waits for it without a terminal. Empty if it was stopped again. */
    public Optional<Exit> resume(Job job) throws InterruptedException {
        Progress lent = lending.get();
        try {
            return continued(job);
        } finally {
            lent.close();
        }
    }

    private Optional<Exit> continued(Job job) throws InterruptedException {
        Optional<Terminal> terminal = jobControl ? Terminal.foreground() : Optional.empty();
        if (terminal.isPresent()) {
            return ended(Foreground.resume(terminal.get(), job.child()), () -> job);
        }
        job.child().signal(Signal.CONT);
        return Optional.of(job.child().await());
    }

    public Job add(Job job) {
        jobs.forEach(Job::settle);
        jobs.add(job);
        return job;
    }

    /** The programs that run or are stopped in the background, and those that ended since the last call. */
    public List<Job> jobs() {
        List<Job> all = List.copyOf(jobs);
        all.forEach(Job::settle);
        jobs.removeIf(j -> !j.isAlive());
        return all;
    }

    /**
     * Ends the session's jobs: background programs keep running, as in a shell. A stopped one would never end, so it
     * is continued.
     */
    @Override
    public void close() {
        for (Job job : jobs) {
            if (job.child().isStopped()) {
                job.child().signal(Signal.HUP);
                job.child().signal(Signal.CONT);
            }
            job.close();
        }
        jobs.clear();
    }
}
