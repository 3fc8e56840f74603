package nsx.repl;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import nsx.dsl.error.ExitCode;
import nsx.dsl.session.Unconfirmed;
import nsx.repl.Options.Flag;
import nsx.repl.colon.ColonCommand;
import nsx.repl.colon.ColonCompletion;
import nsx.repl.colon.EditorProgram;
import nsx.repl.complete.Completion;
import nsx.repl.complete.LiveSession;
import nsx.repl.complete.Proposal;
import nsx.repl.failure.ErrorPrinter;
import nsx.repl.output.Console;
import nsx.repl.output.TextOutput;
import nsx.repl.prompt.ContextWatch;
import nsx.repl.prompt.Countdown;
import nsx.repl.prompt.Evaluator;
import nsx.repl.prompt.Farewell;
import nsx.repl.prompt.HistoryEntry;
import nsx.repl.prompt.HistoryFile;
import nsx.repl.prompt.Keys;
import nsx.repl.prompt.KnownNames;
import nsx.repl.prompt.LineReading;
import nsx.repl.prompt.LineSource;
import nsx.repl.prompt.PlainLines;
import nsx.repl.prompt.PromptHistory;
import nsx.repl.prompt.PromptText;
import nsx.repl.prompt.ShellBang;
import nsx.repl.prompt.UserFile;
import nsx.repl.render.Screen;
import nsx.repl.render.Style;

/**
 * The prompt: reads a line, evaluates it, shows its value, and repeats. A failing line does not end the prompt. The
 * prompt is shown before the session is ready; the first line waits for the session.
 */
final class Repl implements AutoCloseable {
    private static final int SIGNAL_HANGUP = 128 + 1;
    private static final Set<String> LEAVING = Set.of("exit", "quit", "exit()", "quit()");

    private final Console console;
    private final Options options;
    private final Evaluator evaluator = new Evaluator();
    private final CompletableFuture<PromptSession> starting;
    private HistoryFile file;
    private final List<HistoryEntry> own = new ArrayList<>();
    private final LineSource lines;
    private final ContextWatch watch;
    private volatile KnownNames names = KnownNames.NONE;
    /** The session; null until the first line waits for it. */
    private PromptSession promptSession;

    private String typed;
    private boolean leaving;

    private Repl(Console console, Options options) throws IOException {
        this.console = console;
        this.options = options;
        this.lines = lines();
        // started after the prompt, because the session would take processor time from the terminal
        this.starting = evaluator.start(() -> PromptSession.start(console, evaluator, options));
        this.watch = new ContextWatch(lines::above);
        lines.onInterrupt(evaluator::interrupt);
    }

    private LineSource lines() throws IOException {
        String type = console.environment().getOrDefault("TERM", "");
        if (type.isEmpty() || type.equals("dumb")) {
            openHistory();
            return new PlainLines(console.in(), console.out()::print);
        }
        boolean colour = console.outStyle() == Style.COLOUR;
        return new LineReading(
                console.environment(),
                () -> new PromptHistory(openHistory().recent()),
                this::propose,
                () -> colour ? names : KnownNames.NONE,
                colour,
                console.charset());
    }

    private HistoryFile openHistory() {
        file = HistoryFile.of(console.environment(), console::notice);
        return file;
    }

    static int run(Console console, Options options) {
        return Ending.interruptible(() -> {
            try (Repl repl = new Repl(console, options)) {
                return repl.loop();
            } catch (TextOutput.Closed e) {
                if (console.isInputTerminal()) {
                    throw e;
                }
                return SIGNAL_HANGUP;
            } catch (Throwable e) {
                // a signal that ends the run closes the terminal during the read
                return Ending.isSignalled()
                        ? ExitCode.FAILED.number()
                        : new ErrorPrinter(console, options.has(Flag.TRACE), name -> Optional.empty()).print(e);
            }
        });
    }

    private int loop() throws Throwable {
        boolean root = UserFile.user() == 0;
        String kind = options.has(Flag.ROOTLESS) ? "rootless" : "";
        evaluator.start(this::init);
        if (file.isNew()) {
            console.err().print(Main.resource("welcome.txt"));
        }
        while (!leaving && !Ending.isSignalled()) {
            String context = promptSession == null ? "" : PromptText.context(promptSession.session());
            Optional<String> line = read(() -> PromptText.text(kind, context, waiting(), took(), root));
            if (Ending.isSignalled()) {
                break;
            }
            if (lines.toEdit().isPresent()) {
                ready();
                edit(lines.toEdit().get());
            } else if (line.isEmpty()) {
                leaving = true;
            } else if (!line.get().isBlank()) {
                ready();
                take(line.get(), context);
            }
        }
        return end();
    }

    private Duration took() {
        return promptSession == null
                ? Duration.ZERO
                : promptSession.evaluation().took();
    }

    private String waiting() {
        return promptSession == null ? "" : PromptText.waiting(promptSession.session());
    }

    private Optional<String> read(Supplier<String> prompt) {
        String begun = typed;
        typed = null;
        if (promptSession != null) {
            watch.watch(promptSession.session().context().all());
        }
        if (redraws()) {
            console.divert(lines::above);
        }
        String text = prompt.get();
        Optional<Countdown> counting =
                waiting().isEmpty() ? Optional.empty() : Optional.of(new Countdown(prompt, text, lines::prompt));
        try {
            return lines.read(text, begun);
        } finally {
            counting.ifPresent(Countdown::close);
            console.divert(null);
            watch.rest();
            if (!Ending.isSignalled()) {
                // drop a Ctrl-C from after the end of the line, so that it does not end the next one
                Thread.interrupted();
            }
        }
    }

    /** Whether the line being typed can be drawn again below new output. */
    private boolean redraws() {
        return lines.keys().isPresent();
    }

    /** Waits for the session the first time; init.nsx runs before the first line. */
    private void ready() throws Throwable {
        if (promptSession == null) {
            PromptSession made = evaluator.await(starting);
            evaluator.call(() -> null);
            made.session().attend();
            promptSession = made;
        }
    }

    /** Runs init.nsx on the session's thread as soon as the session is ready. */
    private Void init() throws Exception {
        PromptSession made = starting.get();
        made.init(console)
                .ifPresent(source -> new InitFile(source)
                        .run(made.evaluation(), new ShellCommands(console, this, made.evaluation())));
        names = made.names();
        return null;
    }

    private void take(String line, String context) throws Throwable {
        if (LEAVING.contains(line.strip())) {
            leaving = true;
            return;
        }
        Instant time = Instant.now();
        long begun = System.nanoTime();
        Duration read = promptSession.evaluation().reading();
        String command = isEdit(line) ? ColonCommand.EDIT.word() : line;
        int code = ColonCommand.isColonLine(command)
                ? new ShellCommands(console, this, promptSession.evaluation()).run(command)
                : promptSession.evaluation().evaluate(ShellBang.is(line) ? ShellBang.inLanguage(line) : line);
        leaving |= promptSession.evaluation().ended().isPresent();
        if (!line.startsWith(" ")) {
            Duration took = Duration.ofNanos(System.nanoTime() - begun)
                    .minus(promptSession.evaluation().reading().minus(read));
            HistoryEntry entry = new HistoryEntry(time, took, code, context, line);
            own.add(entry);
            file.add(entry);
        }
        evaluator.start(() -> names = promptSession.names());
    }

    private boolean isEdit(String line) {
        return line.strip().equals("edit") && !promptSession.session().binding().hasVariable("edit");
    }

    /** Opens an editor program with a text and puts the result into the next line. */
    void edit(String text) {
        try {
            Optional<String> edited =
                    evaluator.call(() -> EditorProgram.edit(promptSession.session(), console.environment(), text));
            typed = edited.orElse(text);
            if (edited.isEmpty()) {
                console.notice("the editor failed and nothing was changed; $VISUAL or $EDITOR names the editor");
            }
        } catch (Throwable e) {
            new ErrorPrinter(console, options.has(Flag.TRACE), name -> Optional.empty()).print(e);
        }
    }

    /** The line that was evaluated last, in this or another session. */
    String lastBlock() {
        List<HistoryEntry> all = own.isEmpty() ? allHistory() : own;
        for (int i = all.size() - 1; i >= 0; i--) {
            String text = all.get(i).text();
            if (!ColonCommand.isColonLine(text) && !text.strip().equals("edit")) {
                return text;
            }
        }
        return "";
    }

    List<HistoryEntry> ownHistory() {
        return List.copyOf(own);
    }

    List<HistoryEntry> allHistory() {
        return file.recent();
    }

    Optional<Keys> keys() {
        return lines.keys();
    }

    void leave() {
        leaving = true;
    }

    /** Takes unconfirmed changes back, because the leaving user confirms nothing any more. */
    private boolean isSettled() {
        Optional<Unconfirmed> open = promptSession.session().unconfirmed().filter(u -> !u.isOver());
        open.ifPresent(Unconfirmed::takeBack);
        return open.isEmpty();
    }

    private int end() throws Throwable {
        if (Ending.isSignalled()) {
            if (redraws()) {
                console.out().print(Screen.editingOff() + "\n");
            }
            // the exit code comes from the signal
            return ExitCode.FAILED.number();
        }
        if (!console.isInputTerminal()) {
            return SIGNAL_HANGUP;
        }
        boolean settled = promptSession == null || evaluator.call(this::isSettled);
        // objects in a sandbox end with it
        if (promptSession != null && !options.has(Flag.SANDBOX) && !options.has(Flag.ROOTLESS)) {
            Farewell.lines(promptSession.evaluation().staying()).forEach(console.err()::line);
        }
        return promptSession == null
                ? ExitCode.DONE.number()
                : promptSession.evaluation().ended().orElse((settled ? ExitCode.DONE : ExitCode.FAILED).number());
    }

    /** Asks for proposals on the session's thread; if the kernel refuses, there are none, and the prompt continues. */
    private List<Proposal> propose(String text) {
        String line = ShellBang.begun(ColonCommand.inLanguage(text));
        if (ColonCommand.isColonLine(line)) {
            return ColonCompletion.of(line);
        }
        try {
            PromptSession there = evaluator.await(starting);
            return evaluator.call(() -> {
                try {
                    return new Completion(there.session().vocabulary(), LiveSession.of(there.session())).of(line);
                } finally {
                    there.session().kernel().release();
                }
            });
        } catch (Throwable e) {
            return List.of();
        }
    }

    @Override
    public void close() throws IOException {
        watch.close();
        try {
            // a signal that ends the run interrupts the line, which gets a moment to stop
            evaluator.await(starting).session().close();
        } catch (Throwable e) {
            // the session never started or is stuck: there is nothing to close
            return;
        } finally {
            evaluator.close();
            lines.close();
        }
    }
}
