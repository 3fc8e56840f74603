package nsx.dsl.session;

import groovy.lang.GroovyInterceptable;
import groovy.lang.GroovyObjectSupport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nsx.dsl.error.NsxException;
import nsx.dsl.shape.Facts;
import nsx.process.Child;
import nsx.process.Exit;
import nsx.process.Signal;
import nsx.sys.MemoryFile;

/** A program in the background. */
public final class Job extends GroovyObjectSupport implements GroovyInterceptable, Facts, AutoCloseable {
    /** The time that a program gets to end by a signal before its state is reported. */
    private static final Duration SOON = Duration.ofMillis(100);

    private final Programs programs;
    private final String command;
    private final Child child;
    private final int pid;
    private final MemoryFile output;
    private byte[] settled;

    /** @param output the file that the program writes to, null if it is the terminal */
    public Job(Programs programs, String command, Child child, MemoryFile output) {
        this.programs = programs;
        this.command = command;
        this.child = child;
        this.pid = programs.number(child);
        this.output = output;
    }

    /** The process id on the host, regardless of the program's own pid namespace. */
    public int getPid() {
        return pid;
    }

    public String getCommand() {
        return command;
    }

    public boolean isAlive() {
        return child.isAlive();
    }

    /** The state: {@code running}, {@code stopped}, or how the program ended. */
    public String getState() {
        return child.exit().map(Exit::text).orElse(child.isStopped() ? "stopped" : "running");
    }

    /** The exit code as in a shell; null while the program runs. */
    public Integer getExitCode() {
        return child.exit().map(Exit::shellCode).orElse(null);
    }

    /** The text written so far to standard output and standard error; empty if these are the terminal. */
    public String getOutput() {
        return new String(content(), StandardCharsets.UTF_8);
    }

    private synchronized byte[] content() {
        if (settled == null) {
            return output == null ? new byte[0] : output.content();
        }
        return settled;
    }

    /** Closes the output file of a program that has ended; the text is kept. */
    public synchronized void settle() {
        if (settled == null && !isAlive()) {
            settled = content();
            if (output != null) {
                output.close();
            }
        }
    }

    /** Asks the program and everything in its process group to end. */
    public Job kill() throws InterruptedException {
        return kill(Signal.TERM);
    }

    /**
     * Sends the program a signal; most programs have ended when this method returns.
     *
     * @param signal a name or a number: 'HUP', 'SIGKILL', 9
     */
    public Job kill(Object signal) throws InterruptedException {
        String text = String.valueOf(signal);
        Signal found = Signal.of(text)
                .orElseThrow(() -> new NsxException("there is no signal " + text)
                        .at(text)
                        .hint("signals have names such as TERM, KILL, HUP, and numbers from 1 to 31"));
        child.signal(found);
        if (found == Signal.TERM || found == Signal.HUP) {
            // a stopped program receives a signal only after it is continued
            child.signal(Signal.CONT);
        }
        child.await(SOON);
        return this;
    }

    /**
     * Waits at most this time, or without a time to the end; returns the exit code, or null if the program still
     * runs.
     */
    private Integer await(Object timeout) throws InterruptedException {
        Duration time =
                timeout instanceof Number n ? Duration.ofNanos((long) (n.doubleValue() * 1e9)) : (Duration) timeout;
        return child.await(time).map(Exit::shellCode).orElse(null);
    }

    /** Brings the program to the foreground; returns the exit code if it ended there, null if it was stopped. */
    public Integer fg() throws InterruptedException {
        Optional<Exit> exit = programs.resume(this);
        return exit.map(Exit::shellCode).orElse(null);
    }

    /** Continues a stopped program in the background. */
    public Job bg() {
        child.signal(Signal.CONT);
        return this;
    }

    public Child child() {
        return child;
    }

    /** {@code wait()} and {@code wait(2.seconds)} call the methods of this job, not those of {@link Object}. */
    @Override
    public Object invokeMethod(String name, Object arguments) {
        Object[] all = (Object[]) arguments;
        if (!name.equals("wait")) {
            return getMetaClass().invokeMethod(this, name, all);
        }
        Object timeout = all.length == 0 ? Duration.ofSeconds(-1) : all[0];
        if (all.length > 1 || !(timeout instanceof Number || timeout instanceof Duration)) {
            throw new NsxException("wait takes a duration such as 2.seconds").at(timeout);
        }
        try {
            return await(timeout);
        } catch (InterruptedException e) {
            throw thrown(e);
        }
    }

    /** Throws an exception undeclared, as Groovy does. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> RuntimeException thrown(Throwable e) throws E {
        throw (E) e;
    }

    @Override
    public List<String> facts() {
        return List.of("pid", "state", "command");
    }

    /** Releases the program, which keeps running. */
    @Override
    public void close() {
        settle();
        child.close();
        if (output != null) {
            output.close();
        }
    }

    @Override
    public String toString() {
        return pid + " " + command;
    }
}
