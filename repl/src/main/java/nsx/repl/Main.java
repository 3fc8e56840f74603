package nsx.repl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import nsx.dsl.error.ExitCode;
import nsx.dsl.error.NsxException;
import nsx.dsl.script.Library;
import nsx.dsl.script.ScriptHead;
import nsx.dsl.script.ScriptUse;
import nsx.dsl.script.Source;
import nsx.dsl.unit.Literal;
import nsx.repl.Options.Action;
import nsx.repl.Options.Flag;
import nsx.repl.Options.UsageException;
import nsx.repl.failure.Uncaught;
import nsx.repl.output.Console;
import nsx.repl.output.TextOutput;
import nsx.repl.render.Clean;

/** The command {@code nsx}. Actions that need no Groovy are handled here and load none of it. */
public final class Main {
    /** The exit code of a program that SIGPIPE ended, as shells report it. */
    private static final int BROKEN_PIPE = 128 + 13;

    private Main() {}

    /** Runs the command and exits with its code. */
    public static void main(String[] words) {
        String training = System.getProperty("nsx.train");
        Console console = Console.system();
        new Uncaught(console, false, file -> Optional.empty()).install();
        int code = training == null ? run(console, words) : Training.run(training);
        Ending.exit(code);
    }

    /** Runs the command once and returns its exit code. */
    static int run(Console console, String... words) {
        try {
            return run(console, Options.parse(words));
        } catch (UsageException e) {
            console.err().print("nsx: " + e.getMessage() + "\nsee nsx --help\n");
            return ExitCode.USAGE.number();
        } catch (NoScriptException e) {
            console.err().line("nsx: " + e.getMessage());
            return e.exitCode().number();
        } catch (TextOutput.Closed e) {
            return BROKEN_PIPE;
        } catch (NsxException e) {
            console.notice(e.getMessage() + ": " + e.reason());
            if (e.hint() != null) {
                console.err().line("hint: " + Clean.line(e.hint()));
            }
            return e.exitCode().number();
        } catch (RuntimeException | Error e) {
            boolean trace = Arrays.asList(words).contains("--trace");
            return new Uncaught(console, trace, file -> Optional.empty()).tell(e);
        }
    }

    private static int run(Console console, Options options) {
        if (options.has(Flag.NO_COLOR)) {
            console.forbidColour();
        }
        return switch (options.action()) {
            case HELP -> print(console, Usage.text());
            case VERSION -> print(console, "nsx " + version() + "\n");
            case PROMPT -> prompt(console, options);
            case EXPRESSION -> execute(console, options, () -> new Source("-e", options.subject()));
            case CHECK -> new Check(console, options).run(Scripts.find(options, console));
            case SCRIPT ->
                Scripts.isLibrary(options.subject())
                        ? print(console, Library.listing())
                        : execute(console, options, () -> Scripts.find(options, console));
            case DIFF -> diff(console, options);
            case SERVE -> Serve.run(console, options);
            case LSP ->
                LanguageServerLoader.server(console.input(), console.claimOutput(), version())
                        .getAsInt();
        };
    }

    private static int prompt(Console console, Options options) {
        console.forPrompt();
        if (!console.isInputTerminal()) {
            return execute(console, options, () -> new Source("stdin", console.readAll()));
        }
        if (options.isDocument()) {
            throw new UsageException((options.has(Flag.JSON) ? "--json" : "--format") + " needs a script or -e");
        }
        return around(console, options, () -> Repl.run(console, options));
    }

    /** Runs the word {@code diff} on an existing script. */
    private static int diff(Console console, Options options) {
        Scripts.find(options, console);
        return execute(
                console, options, () -> new Source("diff", "diff(" + Literal.quoted(options.subject()) + ", *args)"));
    }

    /** Runs a text. Groovy starts before the text is read, for which the first system calls load what all of them need. */
    private static int execute(Console console, Options options, Supplier<Source> text) {
        // threads inherit namespaces, so in a sandbox it starts inside
        Optional<GroovyAhead> groovy = options.has(Flag.SANDBOX) ? Optional.empty() : Optional.of(GroovyAhead.begin());
        try {
            return execute(console, options, text.get(), groovy);
        } catch (RuntimeException | Error e) {
            // what tells of it may use Groovy
            groovy.ifPresent(GroovyAhead::await);
            throw e;
        }
    }

    private static int execute(Console console, Options options, Source source, Optional<GroovyAhead> groovy) {
        ScriptHead head = options.action() == Action.EXPRESSION ? ScriptHead.of("") : ScriptHead.of(source.text());
        String name = options.subject().isEmpty() ? source.name() : options.subject();
        if (options.action() == Action.SCRIPT && ScriptUse.asksForHelp(head, options.arguments())) {
            return print(console, head.help(name));
        }
        // report wrong arguments before a session is made
        ScriptUse.variables(name, head, options.arguments());
        return around(console, options, () -> new Run(console, options, groovy).run(source));
    }

    private static int around(Console console, Options options, IntSupplier run) {
        return Rootless.around(console, options, () -> Sandbox.around(options, run));
    }

    private static int print(Console console, String text) {
        console.out().print(text);
        return ExitCode.DONE.number();
    }

    static String version() {
        return resource("version.txt").strip();
    }

    static String resource(String name) {
        try (InputStream in = Main.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
