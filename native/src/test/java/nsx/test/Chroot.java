package nsx.test;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jna.Function;
import java.util.concurrent.Callable;
import nsx.sys.Tasks;

/**
 * A root directory below that of the machine which has all of the machine's files and a directory {@code /chroot} beside them. What is
 * mounted around it is shared.
 */
public final class Chroot {
    /** Below is a file system of its own: where it is mounted is no matter of those in it. */
    private static final String AROUND = "/run/around";

    private Chroot() {}

    /**
     * Runs the test in namespaces of its own and in such a root.
     *
     * @param mounted whether the root is a mount point, or a directory like others
     */
    public static <T> T call(boolean mounted, Callable<T> test) {
        return Fresh.call(() -> {
            enter(mounted);
            return test.call();
        });
    }

    /** Puts the calling thread, which is in fresh namespaces, there. */
    public static void enter(boolean mounted) {
        String root = AROUND + "/root";
        Peer.run("mkdir " + AROUND + " && mount -t tmpfs around " + AROUND + " && mount --make-shared " + AROUND
                + " && mkdir -p "
                + root + "/chroot && cd " + root + (mounted ? " && mount --bind . . && cd " + root : "")
                + " && for at in /*; do"
                + " if [ -L $at ]; then cp -P $at .;"
                + " elif [ $at = /run ]; then mkdir run;"
                + " elif [ -d $at ]; then mkdir .$at && mount --rbind $at .$at;"
                + " fi || exit; done");
        Tasks.unshare(Tasks.CLONE_FS);
        call("chroot", root);
        call("chdir", "/");
    }

    private static void call(String function, String path) {
        assertEquals(0, Function.getFunction("c", function).invokeInt(new Object[] {path}), function);
    }
}
