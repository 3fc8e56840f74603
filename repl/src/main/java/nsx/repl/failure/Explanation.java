package nsx.repl.failure;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.ExecutionException;
import nsx.dsl.error.EachFailed;
import nsx.dsl.error.ExitCode;
import nsx.dsl.error.Failure;
import nsx.dsl.error.NsxException;
import nsx.repl.render.Clean;
import org.codehaus.groovy.runtime.InvokerInvocationException;

/**
 * The parts of an error message: the sentence, the reason, the hint, the token at fault, and a text to show in place
 * of the script's line. All but the sentence may be null.
 */
public record Explanation(String message, String reason, String hint, String culprit, String picture, int exitCode) {
    public static final int INTERRUPTED = 128 + 2;

    public Explanation {
        message = Clean.text(message);
        reason = reason == null ? null : Clean.text(reason);
        hint = hint == null ? null : Clean.line(hint);
        picture = picture == null ? null : Clean.text(picture);
    }

    Explanation(String message, String reason, String hint, String culprit, int exitCode) {
        this(message, reason, hint, culprit, null, exitCode);
    }

    Explanation blaming(String token) {
        return new Explanation(message, reason, hint, token, picture, exitCode);
    }

    Explanation picturing(String lines) {
        return new Explanation(message, reason, hint, culprit, lines, exitCode);
    }

    static Explanation of(Throwable thrown) {
        Throwable e = unwrapped(thrown);
        if (e instanceof NsxException nsx) {
            return of(nsx);
        }
        if (e instanceof RuntimeException r && Failure.told(r) instanceof NsxException refused) {
            return of(refused);
        }
        if (e instanceof InterruptedException) {
            return new Explanation("interrupted", null, null, null, INTERRUPTED);
        }
        return GroovyWords.explain(e);
    }

    private static Explanation of(NsxException e) {
        String reason = e.getCause() instanceof EachFailed each ? each.told(Explanation::inShort) : e.reason();
        // a name in the message may contain a newline
        return new Explanation(
                Clean.line(e.getMessage()),
                reason == null ? null : Clean.line(reason),
                e.hint(),
                e.culprit(),
                e.exitCode().number());
    }

    private static String inShort(Throwable e) {
        Explanation one = of(e);
        return one.reason == null ? one.message : one.message + ": " + one.reason;
    }

    static Explanation failed(String message, String hint, String culprit) {
        return new Explanation(message, null, hint, culprit, ExitCode.FAILED.number());
    }

    boolean isInterruption() {
        return exitCode == INTERRUPTED;
    }

    /** The original failure, without the wrappers of reflection and Groovy. */
    public static Throwable unwrapped(Throwable e) {
        boolean wrapper = e instanceof InvokerInvocationException
                || e instanceof InvocationTargetException
                || e instanceof UndeclaredThrowableException
                || e instanceof ExecutionException
                || e instanceof ExceptionInInitializerError;
        return wrapper && e.getCause() != null ? unwrapped(e.getCause()) : e;
    }
}
