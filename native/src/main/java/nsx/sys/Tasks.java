package nsx.sys;

/** What a thread is and where it stands: unshare(2), setns(2), and ids. Each acts on the calling thread only. */
public final class Tasks {
    public static final int CLONE_FS = 0x200;

    private Tasks() {}

    public static void unshare(int flags) {
        SysException.check("unshare", Libc.unshare(flags), "0x" + Integer.toHexString(flags));
    }

    /**
     * Moves the calling thread into a namespace.
     *
     * @param kind the CLONE_NEW* flag that the descriptor must be of, else EINVAL
     */
    public static void setns(Fd namespace, int kind) {
        SysException.check("setns", Libc.setns(namespace.number(), kind), namespace);
    }

    public static int threadId() {
        return Libc.gettid();
    }

    public static int effectiveUser() {
        return Libc.geteuid();
    }

    /** chdir(2). It is the whole process's directory unless the thread did {@code unshare(CLONE_FS)}. */
    public static void changeDirectory(String path) {
        SysException.check("chdir", LibcSpawn.chdir(path), path);
    }
}
