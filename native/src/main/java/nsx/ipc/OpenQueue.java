package nsx.ipc;

import java.util.Optional;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.MessageQueues;
import nsx.sys.Stat;
import nsx.sys.SysException;

/**
 * A POSIX message queue as a process that has it open sees it.
 *
 * @param mode the permissions
 * @param uid the owner's id
 */
public record OpenQueue(MessageQueues.Attributes attributes, int mode, long uid) {
    private static final int PERMISSIONS = 0777;

    /** Opens a queue of the calling thread's IPC namespace; empty if it does not exist. */
    static Optional<OpenQueue> find(String name, int access) {
        try (Fd queue = MessageQueues.open(name, access)) {
            Stat file = Files.stat(queue);
            return Optional.of(new OpenQueue(
                    MessageQueues.attributes(queue), file.mode() & PERMISSIONS, Integer.toUnsignedLong(file.uid())));
        } catch (SysException e) {
            if (e.errno() == Errno.ENOENT) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
