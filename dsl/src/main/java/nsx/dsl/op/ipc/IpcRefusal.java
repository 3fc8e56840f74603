package nsx.dsl.op.ipc;

import java.util.concurrent.Callable;
import nsx.dsl.error.ExitCode;
import nsx.dsl.error.Failure;
import nsx.dsl.error.NsxException;
import nsx.sys.Errno;
import nsx.sys.Files;
import nsx.sys.SysException;

/** Explains the kernel's refusals for IPC objects, which have no message and few error numbers. */
public final class IpcRefusal {
    private IpcRefusal() {}

    /** Wraps the action with explained errors. It runs in the namespace of the object, where limits are also read. */
    static <T> Callable<T> explained(String prose, Callable<T> action) {
        return () -> {
            try {
                return action.call();
            } catch (SysException e) {
                throw of("cannot " + prose, e);
            }
        };
    }

    /** Explains an error; call it on a thread in the IPC namespace, because limits belong to it. */
    public static NsxException of(String message, SysException e) {
        NsxException failure = Failure.explain(message, e);
        String words = words(e.call(), e.errno());
        NsxException reasoned = words == null
                ? failure
                : failure.because(words + ": " + e.errno().text() + " (" + e.errno() + ")");
        if (e.errno() == Errno.EACCES || e.errno() == Errno.EPERM) {
            return reasoned.exit(ExitCode.NOT_PERMITTED)
                    .hint("run nsx as its owner or with CAP_IPC_OWNER; ipcs() shows owners and modes");
        }
        return reasoned.hint(hint(e.call(), e.errno()));
    }

    private static String words(String call, Errno errno) {
        return switch (errno) {
            case EIDRM -> "it was removed meanwhile";
            case EACCES -> "its mode does not permit it";
            case EPERM -> "only its owner and its creator may do that";
            case ENOSPC -> "this IPC namespace has reached its limit";
            case EINVAL ->
                switch (call) {
                    case "shmget" -> "it would be larger than a segment may be";
                    case "semget" -> "it would have more semaphores than a set may have";
                    case "mq_open" -> "it would hold more, or longer messages, than a queue may";
                    // the identifier is not valid any more
                    default -> call.startsWith("mq") ? null : "it was removed meanwhile";
                };
            case EFBIG -> "the set has no semaphore of this index";
            case ERANGE -> "a semaphore is 0 to 32767";
            case EMFILE -> call.equals("mq_open") ? "the queues of this user would use too much memory" : null;
            default -> null;
        };
    }

    private static String hint(String call, Errno errno) {
        String name = call + " " + errno;
        return switch (name) {
            case "shmget EINVAL" -> limit("kernel.shmmax", "bytes");
            case "shmget ENOSPC" -> limit("kernel.shmmni", "segments") + ", or " + limit("kernel.shmall", "pages");
            case "msgget ENOSPC" -> limit("kernel.msgmni", "queues");
            case "semget EINVAL" ->
                "kernel.sem is " + read("kernel.sem") + ": the first number is the most semaphores of a set";
            case "semget ENOSPC" ->
                "kernel.sem is " + read("kernel.sem")
                        + ": the second number is the most semaphores, the fourth the most sets";
            case "mq_open EINVAL" ->
                limit("fs.mqueue.msg_max", "messages") + ", " + limit("fs.mqueue.msgsize_max", "bytes each");
            case "mq_open ENOSPC" -> limit("fs.mqueue.queues_max", "queues");
            case "mq_open EMFILE" -> "ulimit -q is the limit, in bytes: fewer or shorter messages use less";
            default -> null;
        };
    }

    private static String limit(String sysctl, String unit) {
        return sysctl + " (" + unit + ") is " + read(sysctl);
    }

    /** A limit of the calling thread's IPC namespace. */
    static String read(String sysctl) {
        return Files.readText("/proc/sys/" + sysctl.replace('.', '/'), Files.SMALL)
                .strip()
                .replace('\t', ' ');
    }
}
