package nsx.repl;

import nsx.dsl.error.ExitCode;

/** The script that the command line names is missing or unreadable. */
final class NoScriptException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final ExitCode exitCode;

    NoScriptException(String message, ExitCode exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    ExitCode exitCode() {
        return exitCode;
    }
}
