package nsx.dsl.script;

import java.util.Optional;

/**
 * The line of a script that asked for something which is done later: the wishes of a block are carried out after the block.
 */
public final class Written {
    private Written() {}

    /** The innermost line of a script that is running on this thread; empty when none is. */
    public static Optional<StackTraceElement> here() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(f -> f.getLineNumber() > 0 && Source.isUnit(f.getFileName()))
                        .findFirst()
                        .map(StackWalker.StackFrame::toStackTraceElement));
    }
}
