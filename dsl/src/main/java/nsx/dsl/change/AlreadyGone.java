package nsx.dsl.change;

import nsx.dsl.error.ExitCode;
import nsx.dsl.error.NsxException;
import nsx.inverse.Gone;
import nsx.netlink.MessageType;
import nsx.netlink.NetlinkException;
import nsx.sys.SysException;

/** Whether a deletion was refused because what it deletes is not there any more: the kernel or somebody else has taken it. */
public final class AlreadyGone {
    private AlreadyGone() {}

    /** Whether the failure of the operation says so. */
    public static boolean isWhy(Operation operation, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NetlinkException e) {
                return operation.step() instanceof Operation.Netlink
                        && e.request().type().verb() == MessageType.Verb.DELETE
                        && Gone.says(e.errno());
            }
            if (cause instanceof SysException e) {
                return Gone.says(e);
            }
        }
        // what its request would name, such as a device, is not there; missing rights have a code of their own
        return failure instanceof NsxException e
                && e.exitCode() == ExitCode.FAILED
                && operation.step() instanceof Operation.Netlink netlink
                && netlink.deletes();
    }
}
