package nsx.dsl.remote;

import java.util.HashMap;
import java.util.Map;
import nsx.dsl.error.Failure;
import nsx.dsl.error.NsxException;

/** Errors of a word as messages to the other side. */
final class FarErrors {
    private FarErrors() {}

    /** The parts of an error that the other side throws again. */
    static Map<String, Object> message(Throwable e) {
        Map<String, Object> error = new HashMap<>();
        RuntimeException told = e instanceof RuntimeException r ? Failure.told(r) : new NsxException(String.valueOf(e));
        error.put("message", told.getMessage() == null ? told.toString() : told.getMessage());
        error.put("block", isOfBlock(e));
        if (told instanceof NsxException n) {
            error.put("reason", n.reason());
            error.put("hint", n.hint());
            error.put("culprit", n.culprit());
            error.put("exit", n.exitCode().number());
        }
        return error;
    }

    private static boolean isOfBlock(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BlockFailed) {
                return true;
            }
        }
        return false;
    }

    /** A block failed on the other side, which has the error. */
    static final class BlockFailed extends RuntimeException {
        private static final long serialVersionUID = 1;

        BlockFailed(String message) {
            super(message);
        }
    }
}
