package nsx.inverse;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import nsx.netlink.Message;
import nsx.sys.Errno;
import nsx.sys.SysException;

/** Whether a refusal says that what was to be deleted is not there any more, so that nothing is left to take back. */
public final class Gone {
    private static final Set<Errno> ERRNOS = EnumSet.of(Errno.ENOENT, Errno.ESRCH, Errno.ENODEV, Errno.EADDRNOTAVAIL);
    /** Calls that delete what a path names. */
    private static final Set<String> CALLS = Set.of("unlink", "rmdir", "mq_unlink", "umount2");

    private static final String REMOVAL = "IPC_RMID ";
    /** RTM_BASE of linux/rtnetlink.h. Four types each are of one object: new, delete, get and set. */
    private static final int FIRST = 16;

    private static final int VERBS = 4;

    private Gone() {}

    /** Whether the kernel's answer to a deletion by netlink says so. */
    public static boolean says(int errno) {
        return ERRNOS.contains(Errno.of(errno));
    }

    /** Whether a system call that deletes something says so. */
    public static boolean says(SysException refusal) {
        boolean unmounts = refusal.call().equals("umount2");
        boolean removes = refusal.argument().startsWith(REMOVAL);
        return switch (refusal.errno()) {
            case ENOENT -> CALLS.contains(refusal.call());
            case EINVAL -> unmounts || removes;
            case EIDRM -> removes;
            default -> false;
        };
    }

    /** Whether messages of rtnetlink delete one object. */
    static boolean isDeletion(List<Message> messages) {
        return messages.size() == 1
                && messages.get(0).type() >= FIRST
                && messages.get(0).type() % VERBS == 1;
    }
}
