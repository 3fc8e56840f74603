package nsx.dsl.change;

import java.util.ArrayList;
import java.util.List;
import nsx.dsl.error.NsxException;
import nsx.netlink.NetlinkException;
import nsx.sys.Errno;

/**
 * An undo that failed.
 *
 * @param operation the inverse that failed; the operation itself when it has no inverse
 * @param isAlreadyGone whether it would have deleted what is not there any more, which counts as taken back
 */
public record Refusal(Operation operation, RuntimeException failure, boolean isAlreadyGone) {
    /** The failure in one line, in the kernel's words. */
    public String reason() {
        if (failure instanceof NetlinkException e) {
            Errno errno = Errno.of(e.errno());
            return e.operation() + ": " + e.kernelMessage().orElse(errno.text()) + " (" + errno + ")";
        }
        return failure.getMessage()
                + (failure instanceof NsxException e && e.reason() != null ? ": " + e.reason() : "");
    }

    /** Undoes an operation; returns the failures. After a failure the inverses that depend on it are not tried. */
    static List<Refusal> ofUndo(Operation operation, Executor executor) {
        List<Refusal> refusals = new ArrayList<>();
        List<Operation> undo;
        try {
            undo = operation.undo().get();
        } catch (RuntimeException e) {
            return List.of(new Refusal(operation, e, false));
        }
        for (int i = 0; i < undo.size() && !(i == 1 && refusals.stream().anyMatch(r -> !r.isAlreadyGone())); i++) {
            try {
                executor.run(undo.get(i));
            } catch (RuntimeException e) {
                refusals.add(new Refusal(undo.get(i), e, AlreadyGone.isWhy(undo.get(i), e)));
            }
        }
        return refusals;
    }
}
