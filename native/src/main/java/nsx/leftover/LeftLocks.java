package nsx.leftover;

import java.util.List;
import nsx.process.Program;
import nsx.sys.Errno;
import nsx.sys.OwnLock;
import nsx.sys.SysException;

/** Finds the files of locks that were not released. */
final class LeftLocks {
    private LeftLocks() {}

    static List<Leftover> all() {
        return OwnLock.leftovers().stream().map(LeftLocks::left).toList();
    }

    private static Leftover left(String what) {
        String path = OwnLock.file(what);
        return new Leftover("lock", what, path, "no nsx holds it", "rm " + Program.quoted(path), () -> remove(what));
    }

    /** Takes the lock and releases it, which removes its file. */
    private static void remove(String what) {
        OwnLock.of(what, () -> {
                    throw new SysException("open", Errno.ENOENT, what);
                })
                .close();
    }
}
