package nsx.repl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nsx.dsl.compile.Engine;
import nsx.dsl.compile.Finding;
import nsx.dsl.error.NsxException;
import nsx.dsl.script.ScriptFiles;
import nsx.dsl.script.Source;
import nsx.dsl.verb.Words;
import nsx.repl.colon.ColonCommand;
import nsx.repl.colon.Shell;
import nsx.repl.failure.ErrorPrinter;
import nsx.repl.output.Console;
import nsx.repl.prompt.HistoryEntry;
import nsx.repl.prompt.Keys;
import nsx.repl.prompt.PromptText;
import nsx.repl.render.Clean;
import nsx.repl.render.Screen;
import nsx.repl.render.Width;
import nsx.sys.Errno;
import nsx.sys.OutputFile;
import nsx.sys.SysException;
import org.codehaus.groovy.control.CompilationFailedException;

/** The implementation of the commands with a colon. */
final class ShellCommands implements Shell {
    /** The mode of a saved script, before the umask. */
    private static final int MODE = 0666;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());
    private static final int MOST = 100_000;

    private final Console console;
    private final Repl repl;
    private final Evaluation evaluation;

    ShellCommands(Console console, Repl repl, Evaluation evaluation) {
        this.console = console;
        this.repl = repl;
        this.evaluation = evaluation;
    }

    /** Runs the command in a line; returns the exit code that a script would have had. */
    int run(String line) {
        Optional<ColonCommand> command = ColonCommand.of(line);
        if (command.isEmpty()) {
            String word = ColonCommand.word(line);
            console.notice("there is no command " + word + "; "
                    + ColonCommand.near(word)
                            .map(near -> "did you mean " + near + "?")
                            .orElse(":help lists them"));
            return 1;
        }
        if (command.get().argument().isEmpty() && !ColonCommand.argument(line).isEmpty()) {
            console.notice(command.get().word() + " takes no argument");
            return 1;
        }
        command.get().run(this, line);
        return 0;
    }

    @Override
    public void help(String argument) {
        for (ColonCommand c : ColonCommand.values()) {
            String label = String.format("  %-20s ", (c.word() + " " + c.argument()).strip());
            console.out().line(Width.hanging(label, c.summary(), console.width()));
        }
        console.out().line("help() lists the words of the language");
        console.out().line("Ctrl-R searches the history, Ctrl-X Ctrl-E edits the line");
    }

    @Override
    public void history(String argument) {
        List<HistoryEntry> entries = repl.ownHistory();
        if (!argument.isEmpty()) {
            if (!argument.matches("[1-9]\\d{0,8}")) {
                console.notice(":history takes a number of lines, not " + argument);
                return;
            }
            entries = repl.allHistory();
            entries = entries.subList(
                    Math.max(0, entries.size() - Math.min(MOST, Integer.parseInt(argument))), entries.size());
        }
        entries.forEach(e -> console.out().line(line(e)));
    }

    private static String line(HistoryEntry e) {
        return String.format(
                "%s %8s %4s  %s%s",
                TIME.format(e.time()),
                PromptText.brief(e.took()),
                e.exit() == 0 ? "" : e.exit(),
                e.context().isEmpty() ? "" : Clean.line(e.context()) + "  ",
                Clean.text(e.text()).replace("\n", "\n" + " ".repeat(30)));
    }

    @Override
    public void edit(String argument) {
        repl.edit(repl.lastBlock());
    }

    @Override
    public void save(String argument) {
        boolean over = argument.startsWith("!");
        String name = (over ? argument.substring(1) : argument).strip();
        if (name.isEmpty()) {
            console.notice(":save needs the name of a file, such as lab.nsx");
        } else if (evaluation.journal().isEmpty()) {
            console.notice("nothing to save: no line of this session has changed anything");
        } else {
            Source script = new Source(name, evaluation.journal().script());
            if (isScript(script)) {
                write(Path.of(name), script.text(), over);
            }
        }
    }

    /** Whether a script passes {@code nsx check}, because a saved script must run. */
    private boolean isScript(Source script) {
        try {
            List<Finding> findings = new Engine(Words.vocabulary()).check(script);
            findings.forEach(f -> console.notice("not saved: line " + f.line() + ": " + f.message()));
            return findings.isEmpty();
        } catch (CompilationFailedException e) {
            console.notice("not saved: the lines of this session do not form one script");
            new ErrorPrinter(console, false, unit -> Optional.of(script).filter(s -> unit.equals(s.unit()))).print(e);
            return false;
        }
    }

    private void write(Path file, String text, boolean over) {
        byte[] script = ("#!/usr/bin/env nsx\n" + text).getBytes(StandardCharsets.UTF_8);
        try {
            if (over) {
                overwrite(file, script);
            } else {
                Files.write(file, script, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
            }
            long lines = text.lines().count();
            console.notice("wrote " + lines + (lines == 1 ? " line to " : " lines to ") + file);
        } catch (FileAlreadyExistsException e) {
            console.notice(file + " exists; :save! " + file + " overwrites it");
        } catch (IOException e) {
            console.notice("cannot write " + file + ": " + reason(e));
        } catch (SysException e) {
            String hint = e.errno() == Errno.ENXIO ? "; if it is a pipe, first start the program that reads it" : "";
            console.notice("cannot write " + file + ": " + Scripts.reason(e) + hint);
        }
    }

    /** Overwrites a file; a pipe without a reader is refused instead of waited for. */
    private static void overwrite(Path file, byte[] script) {
        try (OutputFile out = OutputFile.open(file.toString(), MODE)) {
            out.write(script);
        }
    }

    @Override
    public void load(String argument) {
        try {
            Optional<Source> source =
                    argument.isEmpty() ? Optional.empty() : evaluation.scripts().find(argument);
            source.ifPresentOrElse(
                    evaluation::load,
                    () -> console.notice(
                            argument.isEmpty()
                                    ? ":load needs the name of a file"
                                    : ScriptFiles.elsewhere(argument).orElse("there is no file " + argument)));
        } catch (SysException e) {
            console.notice("cannot read " + argument + ": " + Scripts.reason(e));
        } catch (NsxException e) {
            console.notice(e.getMessage() + ": " + e.reason() + (e.hint() == null ? "" : "; " + e.hint()));
        }
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException ? "no such directory" : String.valueOf(e.getMessage());
    }

    @Override
    public void time(String argument) {
        if (argument.isEmpty()) {
            console.notice(":time needs a line");
            return;
        }
        evaluation.evaluate(argument);
        console.notice("took " + PromptText.brief(evaluation.took()));
    }

    @Override
    public void trace(String argument) {
        evaluation
                .lastError()
                .ifPresentOrElse(e -> ErrorPrinter.trace(console, e), () -> console.notice("no line has failed yet"));
    }

    @Override
    public void keys(String argument) {
        Optional<Keys> keys = repl.keys();
        if (keys.isEmpty()) {
            console.notice("this terminal has no line editor and therefore no editing keys");
            return;
        }
        if (argument.isEmpty()) {
            console.out().line(keys.get().mode().name().toLowerCase(Locale.ROOT));
            return;
        }
        Keys.Mode.of(argument)
                .ifPresentOrElse(keys.get()::use, () -> console.notice(":keys takes emacs or vi, not " + argument));
    }

    @Override
    public void clear(String argument) {
        console.out().print(repl.keys().isPresent() ? Screen.cleared() : "\n");
    }

    @Override
    public void quit(String argument) {
        repl.leave();
    }
}
