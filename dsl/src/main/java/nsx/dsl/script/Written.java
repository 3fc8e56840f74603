package nsx.dsl.script;

import java.util.Optional;

/** Finds the line of a script that requested a later action: the wishes of a block are executed after the block. */
public final class Written {
    private Written() {}

    /** The innermost line of a script that is running on this thread; empty without one. */
    public static Optional<StackTraceElement> here() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(f -> f.getLineNumber() > 0 && Source.isUnit(f.getFileName()))
                        .findFirst()
                        .map(StackWalker.StackFrame::toStackTraceElement));
    }
}
