package nsx.dsl.error;

import java.util.Arrays;
import nsx.netlink.CodecException;
import nsx.netlink.NetlinkException;
import nsx.ns.NamespaceException;
import nsx.process.UntrustedException;
import nsx.sys.Errno;
import nsx.sys.SysException;

/** Turns a refusal of the kernel into an error for a person: a sentence, the errno's name, a hint, the exit code. */
public final class Failure {
    private Failure() {}

    private static final String GONE = "its name was deleted, or its process has ended";

    /** Explains a refusal of the kernel that is not explained yet; returns another failure unchanged. */
    public static RuntimeException told(RuntimeException e) {
        if (e instanceof NamespaceException) {
            return e.getCause() instanceof SysException s ? entering(e, s) : new NsxException(e.getMessage(), e);
        }
        if (e instanceof CodecException || e instanceof UntrustedException) {
            return explain("cannot continue", e);
        }
        if (e instanceof IllegalArgumentException && isOurs(e)) {
            return new NsxException("cannot continue", e).because(e.getMessage());
        }
        if (e instanceof NetlinkException refused) {
            return explain("cannot " + refused.operation(), e);
        }
        return e instanceof SysException ? explain("the kernel refused", e) : e;
    }

    private static NsxException entering(RuntimeException e, SysException cause) {
        NsxException failure = explain(e.getMessage(), cause);
        return cause.errno() == Errno.ENOENT ? failure.hint(GONE) : failure;
    }

    /** Whether nsx threw the failure, directly or through Java, and not the script. */
    private static boolean isOurs(Throwable e) {
        return Arrays.stream(e.getStackTrace())
                .map(StackTraceElement::getClassName)
                .filter(name -> !name.startsWith("java."))
                .findFirst()
                .filter(name -> name.startsWith("nsx."))
                .isPresent();
    }

    /**
     * The error of a failed operation: {@code cannot PROSE}, with the kernel's reason.
     *
     * @param prose the action of the operation, such as {@code add route 10.0.0.0/8}
     */
    public static NsxException of(String prose, RuntimeException cause) {
        return cause instanceof NsxException e ? e : explain("cannot " + prose, cause);
    }

    /**
     * The error with a message and the reason in the cause; a cause that is not a refusal of the kernel is thrown
     * unchanged.
     */
    public static NsxException explain(String message, RuntimeException cause) {
        NsxException failure = new NsxException(message, cause);
        if (cause instanceof NetlinkException e) {
            NsxException reasoned = onTheWay(reasoned(failure, Errno.of(e.errno()), said(e)));
            return MissingFeature.of(e)
                    .map(feature -> reasoned.exit(ExitCode.UNSUPPORTED).hint("this kernel lacks " + feature))
                    .orElse(reasoned);
        }
        if (cause instanceof SysException e) {
            return onTheWay(reasoned(failure, e.errno(), e.call() + " " + e.argument()));
        }
        if (cause instanceof NamespaceException e) {
            return e.getCause() instanceof SysException s
                    ? reasoned(failure, s.errno(), e.getMessage())
                    : failure.because(e.getMessage());
        }
        if (cause instanceof UntrustedException e) {
            return failure.because(e.getMessage())
                    .exit(ExitCode.NOT_PERMITTED)
                    .hint(
                            "enter its user namespace too, as enter(pid: …) does without only:, or trust those files: enter(…, trust: true)");
        }
        if (cause instanceof CodecException) {
            return failure.because("the data is malformed: " + cause.getMessage());
        }
        throw cause;
    }

    /** A packet that was stopped is no missing right of the program. */
    private static NsxException onTheWay(NsxException failure) {
        return OnTheWay.stopped((RuntimeException) failure.getCause())
                .map(hint -> failure.exit(ExitCode.FAILED).hint(hint))
                .orElse(failure);
    }

    /** The text of the extended acknowledgement, with the attribute that it points at. */
    private static String said(NetlinkException e) {
        String place = e.attribute().map(a -> " at " + a).orElse("");
        String missing = e.missing().map(a -> " without " + a).orElse("");
        return e.kernelMessage().map(m -> m.strip().replaceAll("\\.$", "")).orElse("") + place + missing;
    }

    private static NsxException reasoned(NsxException failure, Errno errno, String said) {
        String told = said.strip();
        // programs include the reason themselves
        boolean isTold = told.endsWith(": " + errno.text());
        String words = isTold ? told : told.isEmpty() ? errno.text() : told + ": " + errno.text();
        NsxException reasoned = failure.because(words + " (" + errno + ")");
        return switch (errno) {
            case EPERM, EACCES ->
                reasoned.exit(ExitCode.NOT_PERMITTED).hint(Hints.privilege((RuntimeException) failure.getCause()));
            case EOPNOTSUPP, EPROTONOSUPPORT, EAFNOSUPPORT, ENOSYS ->
                Hints.settled(told)
                        .map(reasoned::hint)
                        .or(() -> Hints.lacking(told)
                                .map(hint -> reasoned.exit(ExitCode.UNSUPPORTED).hint(hint)))
                        .orElse(reasoned);
            case ENXIO -> reasoned.hint("if it is a pipe, first start the program that reads it");
            case ELOOP ->
                reasoned.hint("symbolic links on the way lead in a circle: namei -l shows each step of the path");
            case EMFILE -> reasoned.hint("the limit on open files is reached: ulimit -n 1024 raises it");
            default -> reasoned;
        };
    }
}
