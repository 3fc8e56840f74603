package nsx.sys;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Namespaces and ids of a thread: unshare(2), setns(2). Each call acts on the calling thread only. */
public final class Tasks {
    public static final int CLONE_FS = 0x200;
    static final int CLONE_NEWNS = 0x20000;
    private static final int CLONE_SYSVSEM = 0x40000;
    /** Room for 8192 processors, the maximum that Linux supports. */
    private static final int PROCESSOR_SET = 1024;

    /** The results of {@link #namespace} until the thread moves. */
    private static final ThreadLocal<Map<String, Stat>> OWN = ThreadLocal.withInitial(HashMap::new);

    /** Whether the thread has requested that the kernel reverse semaphore operations. */
    private static final ThreadLocal<Boolean> UNDOES = new ThreadLocal<>();

    private Tasks() {}

    /**
     * The namespace that the calling thread or, for a file such as {@code pid_for_children}, its children are in, by
     * the name of the file under /proc/thread-self/ns. Only the thread itself can move, so the result is remembered
     * until it does.
     */
    public static Stat namespace(String file) {
        return OWN.get().computeIfAbsent(file, f -> Files.stat("/proc/thread-self/ns/" + f));
    }

    /** The known namespaces of the calling thread, for a thread that it starts. */
    public static Map<String, Stat> known() {
        return Map.copyOf(OWN.get());
    }

    /** Takes over the known namespaces of the thread that has just started the calling thread. */
    public static void begin(Map<String, Stat> known) {
        OWN.get().putAll(known);
    }

    static void undoesSemaphores() {
        UNDOES.set(true);
    }

    /**
     * Ends the visit of the calling thread. Semaphore operations that the kernel would reverse at the thread's end
     * (SEM_UNDO) are reversed now, before the visit counts as over: a thread that has entered an IPC namespace has
     * its own undo list.
     */
    public static void undoSemaphores() {
        if (UNDOES.get() != null) {
            UNDOES.remove();
            Libc.unshare(CLONE_SYSVSEM);
        }
    }

    public static void unshare(int flags) {
        OWN.remove();
        SysException.check("unshare", Libc.unshare(flags), "0x" + Integer.toHexString(flags));
    }

    /**
     * Moves the calling thread into a namespace. A thread keeps the rights of nsx in its own user namespace, and the
     * owner of a mount namespace arranges its files. So a thread does not enter a mount namespace of another user
     * namespace; only programs do.
     *
     * @param kind the CLONE_NEW* flag of the descriptor, otherwise EINVAL
     * @param files the files of {@link #namespace} that change too
     * @throws SysException EACCES, without a system call, for such a mount namespace
     */
    public static void setns(Fd namespace, int kind, String... files) {
        if (kind == 0 || kind == CLONE_NEWNS && !isOwned(namespace)) {
            throw new SysException("setns", Errno.EACCES, namespace + " of another user namespace");
        }
        OWN.get().keySet().removeAll(List.of(files));
        SysException.check("setns", Libc.setns(namespace.number(), kind), namespace);
    }

    /** Whether a namespace belongs to the user namespace that nsx is in; false if the kernel refuses to tell. */
    public static boolean isOwned(Fd namespace) {
        Optional<Fd> owner = NamespaceFiles.owner(namespace);
        if (owner.isEmpty()) {
            return false;
        }
        try (Fd user = owner.get()) {
            return Files.stat(user).isSame(namespace("user"));
        }
    }

    /** The effective user's id; one above 2,147,483,647 is negative here, see {@link Integer#toUnsignedLong}. */
    public static int effectiveUser() {
        return Libc.geteuid();
    }

    public static int effectiveGroup() {
        return Libc.getegid();
    }

    /** The processors that the calling thread may run on, by number (sched_getaffinity(2)). */
    public static int[] processors() {
        byte[] set = new byte[PROCESSOR_SET];
        SysException.check("sched_getaffinity", LibcSpawn.sched_getaffinity(0, set.length, set), "0");
        return BitSet.valueOf(set).stream().toArray();
    }

    /** Restricts the calling thread, and threads and programs that it starts later, to these processors. */
    public static void runOn(int... processors) {
        BitSet bits = new BitSet();
        IntStream.of(processors).forEach(bits::set);
        byte[] set = Arrays.copyOf(bits.toByteArray(), PROCESSOR_SET);
        SysException.check(
                "sched_setaffinity", LibcSpawn.sched_setaffinity(0, set.length, set), Arrays.toString(processors));
    }
}
