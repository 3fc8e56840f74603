package nsx.repl;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nsx.dsl.error.ExitCode;
import nsx.dsl.error.Texts;
import nsx.dsl.script.Library;
import nsx.dsl.script.ScriptFiles;
import nsx.dsl.script.Source;
import nsx.dsl.verb.Words;
import nsx.repl.Options.Flag;
import nsx.repl.output.Console;
import nsx.sys.Errno;
import nsx.sys.SysException;

/** The sources of scripts: standard input, a file, or the standard library. */
final class Scripts {
    /**
     * Matches a first line with {@code #!} and the interpreter of another language, directly or by {@code env} with
     * options.
     */
    private static final Pattern PROGRAM = Pattern.compile("\uFEFF?#!\\s*(?:\\S*/env(?:[ \\t]+-\\S+)*[ \\t]+)?"
            + "((?:\\S*/)?(?:(?:ba|da|k|z|fi)?sh|python[\\d.]*|perl|ruby|node|groovy))(?:[ \\t].*)?\\R");

    private Scripts() {}

    /** Makes the finder of scripts that words name. */
    static ScriptFiles files(Options options) {
        return new ScriptFiles(options.has(Flag.TRUST_FILE));
    }

    /** Whether the name is in the standard library; a file of this name takes precedence. */
    static boolean isLibrary(String name) {
        return Library.isWhole(name) && !Files.isRegularFile(Path.of(name));
    }

    /** The script on the command line: a path, {@code -}, or one of the standard library such as {@code lab/star}. */
    static Source find(Options options, Console console) {
        String name = options.subject();
        if (name.equals("-")) {
            return new Source("stdin", console.readAll());
        }
        try {
            return ours(name, files(options).find(name).orElseThrow(() -> missing(name)));
        } catch (SysException e) {
            boolean refused = e.errno() == Errno.EACCES;
            throw new NoScriptException(
                    refused ? name + ": not permitted to read it" : name + ": cannot be read: " + reason(e),
                    refused ? ExitCode.NOT_PERMITTED : ExitCode.NO_SCRIPT);
        }
    }

    /** Returns the script; throws if its first line names another program: {@code #!/bin/sh}. */
    private static Source ours(String name, Source source) {
        Matcher first = PROGRAM.matcher(source.text());
        if (!first.lookingAt() || first.group().contains("nsx")) {
            return source;
        }
        throw new NoScriptException(
                name + ": not a script of nsx: its first line says that " + first.group(1) + " runs it",
                ExitCode.NOT_COMPILED);
    }

    /** The kernel's message with the errno's name. */
    static String reason(SysException e) {
        return e.errno().text() + " (" + e.errno() + ")";
    }

    private static NoScriptException missing(String name) {
        if (name.isEmpty()) {
            return new NoScriptException("the name of a script cannot be empty", ExitCode.NO_SCRIPT);
        }
        String why = ScriptFiles.absence(name);
        String near = (name.matches("[a-z]+") ? Texts.nearest(name, Options.COMMANDS) : Optional.<String>empty())
                .map("nsx "::concat)
                .or(() -> ScriptFiles.near(name))
                .map(n -> "\nhint: did you mean '" + n + "'?")
                .orElse("");
        String all = near.isEmpty() && name.startsWith("lab/") ? "\nhint: nsx lab lists the library" : near;
        if (all.isEmpty() && Words.vocabulary().find(name).isPresent()) {
            all = "\nhint: '" + name + "' is a word of the language: nsx -e '" + name + " …'";
        }
        if (name.equals("nsx")) {
            all = "\nhint: 'nsx' is said once: nsx SCRIPT, or nsx alone for the prompt";
        }
        return new NoScriptException(name + ": no such script: " + why + all, ExitCode.NO_SCRIPT);
    }
}
