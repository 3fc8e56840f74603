package nsx.repl.output;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import nsx.dsl.session.Session;
import nsx.process.Exit;
import nsx.process.Program;
import nsx.repl.render.Width;
import nsx.sys.MemoryFile;
import nsx.sys.SysException;

/**
 * Shows text; text that is longer than the screen goes through the user's pager. The pager's command line is
 * NSX_PAGER, else PAGER, else {@code less}. {@code cat} or an empty value prints the text directly.
 */
public final class Pager {
    /** The exit codes of sh(1) for a program that it cannot execute or find. */
    private static final int NOT_EXECUTED = 126;

    /**
     * The option of less for a fixed head. Versions before 600 do not know it, and would wait for a key to report
     * that.
     */
    private static final String HEADED =
            "case $(less --version 2>/dev/null) in 'less '[6-9][0-9][0-9]*) exec less --header=1;; esac; exec less";

    private final Console console;
    private final Session session;
    private Duration reading = Duration.ZERO;

    /** @param session runs the pager on its host */
    public Pager(Console console, Session session) {
        this.console = console;
        this.session = session;
    }

    /**
     * Prints the text, through the pager if it is higher than the screen.
     *
     * @param headed whether the first line has the column names, which stay in place if the pager supports it
     */
    public void show(String text, boolean headed) throws InterruptedException {
        Optional<String> command = command(console.environment())
                .filter(c -> !fits(text))
                .map(c -> headed && c.equals("less") ? HEADED : c);
        if (command.isEmpty() || !page(text, command.get())) {
            console.out().print(text);
        }
    }

    /** The total time in which pagers have shown texts since the prompt began. */
    public Duration reading() {
        return reading;
    }

    /** The command line of the user's pager; empty for none. */
    static Optional<String> command(Map<String, String> environment) {
        String pager = environment
                .getOrDefault("NSX_PAGER", environment.getOrDefault("PAGER", "less"))
                .strip();
        boolean dumb = "dumb".equals(environment.getOrDefault("TERM", "dumb"));
        return Optional.of(pager).filter(p -> !dumb && !p.isEmpty() && !p.equals("cat"));
    }

    /** Whether the whole text fits on the screen, with the prompt below it. */
    private boolean fits(String text) {
        int height = console.height();
        return height == Integer.MAX_VALUE
                || text.lines().mapToLong(l -> Width.lines(l, console.width())).sum() < height;
    }

    /** Shows the text in the pager; returns false if the pager cannot be executed. */
    private boolean page(String text, String command) throws InterruptedException {
        Map<String, String> settings = new HashMap<>();
        // less: quit if the text fits, keep colours, leave the text on the screen; UTF-8 in any locale
        Map.of("LESS", "FRX", "LESSCHARSET", "utf-8").forEach((name, value) -> {
            if (!console.environment().containsKey(name)) {
                settings.put(name, value);
            }
        });
        Program program = new Program(Program.shell(command).arguments(), settings);
        long begun = System.nanoTime();
        try (MemoryFile file = new MemoryFile("nsx")) {
            file.write(text.getBytes(StandardCharsets.UTF_8));
            Optional<Exit> exit =
                    session.programs().run(session.host(), program, file.fd().number(), 1);
            return exit.filter(e -> e.code() == NOT_EXECUTED || e.code() == NOT_EXECUTED + 1)
                    .isEmpty();
        } catch (SysException e) {
            return false;
        } finally {
            reading = reading.plusNanos(System.nanoTime() - begun);
        }
    }
}
