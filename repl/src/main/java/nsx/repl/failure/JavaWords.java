package nsx.repl.failure;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import nsx.dsl.error.ExitCode;
import nsx.sys.Errno;

/** Explains the exceptions of the Java library without their class names. */
final class JavaWords {
    private static final Pattern INDEX =
            Pattern.compile("(?i)index:? (-?\\d+),? (?:out of bounds for length|size:?) (\\d+)");
    private static final Pattern RANGE =
            Pattern.compile("(?:Range \\[|begin )(-?\\d+), (?:-?\\d+\\) out of bounds for|end -?\\d+,) length (\\d+)");
    private static final Pattern INPUT = Pattern.compile("(?s)^For input string: \"(.+)\"");
    private static final Pattern REASON = Pattern.compile("(?s)(.*) \\((.*)\\)");

    private JavaWords() {}

    static Explanation explain(Throwable e) {
        if (e instanceof AssertionError) {
            return assertion(text(e));
        }
        if (e instanceof StackOverflowError) {
            return Explanation.failed("too many nested calls", "does a method or block call itself endlessly?", null);
        }
        if (e instanceof OutOfMemoryError && text(e).contains("native thread")) {
            return Explanation.failed(
                    "no more threads can be started",
                    "a limit on processes or memory is reached: see ulimit -u, and pids.max and memory.max of the control group",
                    null);
        }
        if (e instanceof OutOfMemoryError) {
            return Explanation.failed("out of memory", "to allow more memory, run NSX_JAVA_OPTIONS=-Xmx1g nsx", null);
        }
        if (e instanceof PatternSyntaxException pattern) {
            return because(
                            "'" + pattern.getPattern() + "' is not a regular expression",
                            sentence(pattern.getDescription()))
                    .blaming(pattern.getPattern());
        }
        return e instanceof IOException ? file((IOException) e) : Explanation.failed(plain(e), null, blamed(e));
    }

    /** The part of the line that caused the exception, as far as its message tells. */
    private static String blamed(Throwable e) {
        String text = text(e);
        if (e instanceof NumberFormatException) {
            Matcher input = INPUT.matcher(text);
            return input.find() ? input.group(1) : null;
        }
        if (e instanceof IndexOutOfBoundsException) {
            Matcher index = INDEX.matcher(text);
            return index.find() ? index.group(1) : null;
        }
        return isByZero(e) ? "/" : "throw";
    }

    private static boolean isByZero(Throwable e) {
        return e instanceof ArithmeticException
                && text(e).toLowerCase(Locale.ROOT).endsWith("by zero");
    }

    private static Explanation file(IOException e) {
        if (e instanceof FileSystemException f && f.getFile() != null) {
            String reason = f instanceof NoSuchFileException
                    ? "no such file or directory"
                    : f instanceof AccessDeniedException ? "permission denied" : f.getReason();
            return because("cannot use the file " + f.getFile(), reason).blaming(f.getFile());
        }
        Matcher reasoned = REASON.matcher(text(e));
        if (e instanceof FileNotFoundException && reasoned.matches()) {
            return because("cannot open the file " + reasoned.group(1), sentence(reasoned.group(2)))
                    .blaming(reasoned.group(1));
        }
        return Explanation.failed(plain(e), null, blamed(e));
    }

    private static Explanation because(String message, String reason) {
        return new Explanation(message, named(reason), null, null, ExitCode.FAILED.number());
    }

    /** The message of an error with its errno's name. */
    private static String named(String reason) {
        return Errno.ofText(reason).map(e -> reason + " (" + e + ")").orElse(reason);
    }

    private static String plain(Throwable e) {
        String text = text(e);
        if (e instanceof NumberFormatException) {
            return "not a number: "
                    + text.replaceFirst("^For input string: ", "").replaceFirst("^Character (.*)", "$1");
        }
        if (e instanceof IndexOutOfBoundsException) {
            Matcher range = RANGE.matcher(text);
            Matcher index = range.find() ? range : INDEX.matcher(text);
            if (index == range || index.find()) {
                return "there is no index " + index.group(1) + ": the length is " + index.group(2);
            }
            return "there is no such index" + (text.isEmpty() ? "" : ": " + text);
        }
        if (isByZero(e)) {
            return "division by zero";
        }
        String name = spaced(e.getClass().getSimpleName());
        if (text.isEmpty()) {
            return name.isEmpty() ? "it failed without a message" : name;
        }
        return name.isEmpty() || isTelling(e) ? text : name + ": " + text;
    }

    /** Whether the message is understandable without the class name. */
    private static boolean isTelling(Throwable e) {
        return e.getClass() == RuntimeException.class
                || e.getClass() == IOException.class
                || e instanceof IllegalArgumentException
                || e instanceof IllegalStateException
                || e instanceof NoSuchElementException
                || e instanceof ArithmeticException;
    }

    /** The message of the assertion, or the expression with its values. */
    private static Explanation assertion(String text) {
        int expression = text.indexOf(". Expression: ");
        if (expression > 0) {
            return Explanation.failed(text.substring(0, expression), null, null);
        }
        return text.startsWith("assert ")
                ? Explanation.failed("this assertion failed", null, null).picturing(text)
                : Explanation.failed(text.isEmpty() ? "an assertion failed" : text, null, null);
    }

    static String text(Throwable e) {
        return e.getMessage() == null ? "" : e.getMessage().strip();
    }

    private static String sentence(String text) {
        return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }

    /** Turns {@code InvalidPathException} into {@code invalid path}. */
    private static String spaced(String name) {
        return name.replaceFirst("(Exception|Error)$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }
}
