package nsx.dsl.value.process;

import nsx.dsl.error.NsxException;
import nsx.dsl.op.OpenMounts;
import nsx.dsl.session.Session;
import nsx.sys.Errno;
import nsx.sys.SysException;

/**
 * A path of the current mount namespace. A thread that enters a mount namespace is in its root directory. So a
 * relative path is first made absolute with the directory that nsx was started in, and then looked up in the mount
 * namespace.
 */
public final class MountPath {
    private MountPath() {}

    /** The path as an absolute one; a relative path starts at the directory that nsx was started in. */
    public static String absolute(String path) {
        return path.startsWith("/") ? path : System.getProperty("user.dir") + "/" + path;
    }

    /**
     * The path as in a list of mounts. In a mount namespace that nsx does not enter, symbolic links are not resolved.
     */
    public static String shown(Session session, String path) {
        return OpenMounts.areOpen(session.context()) ? real(session, path) : absolute(path);
    }

    /** The path without symbolic links; fails when it does not exist. */
    public static String real(Session session, String path) {
        if (path.isEmpty()) {
            throw new NsxException("a path cannot be empty").at("''");
        }
        OpenMounts.require(session.context(), "look up " + path);
        try {
            return session.kernel().realPath(session.context(), absolute(path));
        } catch (SysException e) {
            if (e.errno() != Errno.ENOENT && e.errno() != Errno.ENOTDIR) {
                throw e;
            }
            throw new NsxException("there is no " + path + " in this mount namespace", e)
                    .because(absolute(path) + ": " + e.errno().text() + " (" + e.errno() + ")")
                    .at(path);
        }
    }
}
