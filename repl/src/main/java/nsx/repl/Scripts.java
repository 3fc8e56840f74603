package nsx.repl;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import nsx.dsl.ExitCode;
import nsx.dsl.compile.Library;
import nsx.dsl.compile.Source;

/** Where the command's scripts come from: standard input, a file, the standard library. */
final class Scripts {
    private Scripts() {}

    /** @param name a path, {@code -}, or the name of a script of the standard library such as {@code lab/star} */
    static Source find(String name, Console console) {
        if (name.equals("-")) {
            return new Source("stdin", console.readAll());
        }
        try {
            return Library.find(name).orElseThrow(() -> missing(name));
        } catch (AccessDeniedException e) {
            throw new NoScriptException(name + ": not permitted to read it", ExitCode.NOT_PERMITTED);
        } catch (IOException e) {
            throw new NoScriptException(name + ": cannot be read: " + e.getMessage(), ExitCode.NO_SCRIPT);
        }
    }

    private static NoScriptException missing(String name) {
        if (name.isEmpty()) {
            return new NoScriptException("no script can have an empty name", ExitCode.NO_SCRIPT);
        }
        String why = Files.isDirectory(Path.of(name)) ? "it is a directory" : "no file, and no script of the library";
        return new NoScriptException(name + ": no such script: " + why, ExitCode.NO_SCRIPT);
    }
}
