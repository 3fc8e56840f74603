package nsx.repl;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nsx.dsl.error.Texts;

/**
 * The command line. It is parsed by hand, since a parser library costs 80 milliseconds, a third of the allowed start
 * time of a script.
 *
 * @param action the action of the run
 * @param subject the script or the expression; empty for other actions
 * @param arguments the arguments of the script, passed on unchanged
 */
record Options(Action action, String subject, List<String> arguments, Set<Flag> flags) {
    /** The first argument of commands that are not a script. */
    static final List<String> COMMANDS = List.of("check", "diff", "doctor", "gc", "help", "lab", "lsp");

    /** The actions of the command. */
    enum Action {
        PROMPT,
        SCRIPT,
        EXPRESSION,
        CHECK,
        DIFF,
        LSP,
        SERVE,
        VERSION,
        HELP
    }

    /** Options without a value. The usage, the manual page and the completion of shells are generated from these. */
    enum Flag {
        JSON("--json", "print the last value as one JSON document"),
        FORMAT("--format", "print the last value as text, json, csv or markdown", "FORMAT"),
        CSV("--format csv", ""),
        MARKDOWN("--format markdown", ""),
        ROOTLESS(
                "--rootless",
                "run without privileges: as root of a new user namespace," + " with its own networks, IPC and mounts"),
        SANDBOX("--sandbox", "run in a throw-away machine: fresh net, ipc, uts, mnt, pid and time namespaces"),
        PLAN("--plan", "list what a script would do, and change nothing"),
        TRUST_FILE("--trust-file", "run scripts as root even if another user can change them"),
        TRACE("--trace", "print each change and its kernel request to standard error"),
        NO_COLOR("--no-color", "print without colour; the variables NO_COLOR and CLICOLOR_FORCE work too"),
        SERVE("--serve", "carry out words for nsx on another host, on standard input and output"),
        COMPLETION("--completion", "print the completion script for bash, zsh or fish", "SHELL"),
        VERSION("--version", "print the version"),
        HELP("--help", "print this help");

        private final String text;
        private final String meaning;
        private final String argument;

        Flag(String text, String meaning) {
            this(text, meaning, "");
        }

        Flag(String text, String meaning, String argument) {
            this.text = text;
            this.meaning = meaning;
            this.argument = argument;
        }

        String text() {
            return text;
        }

        /** The description without a full stop; empty for an unlisted option. */
        String meaning() {
            return meaning;
        }

        /** The name of the argument in the usage; empty for most options. */
        String argument() {
            return argument;
        }
    }

    /** The command line has no meaning. */
    static final class UsageException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UsageException(String message) {
            super(message);
        }
    }

    boolean has(Flag flag) {
        return flags.contains(flag);
    }

    static Options parse(String... words) {
        Deque<String> rest = new ArrayDeque<>(Arrays.asList(words));
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        while (!rest.isEmpty() && rest.peek().startsWith("-") && rest.peek().length() > 1) {
            String word = rest.pop();
            if (word.equals("--")) {
                break;
            }
            if (word.equals("-e")) {
                return expression(operand(rest, "-e needs an expression"), rest, flags);
            }
            if (word.equals("--format") || word.startsWith("--format=")) {
                boolean apart = word.equals("--format");
                format(apart ? operand(rest, "--format needs a format") : word.substring("--format=".length()))
                        .ifPresent(flags::add);
            } else {
                flags.add(flag(word));
            }
        }
        return checked(flags, rest);
    }

    /** Parses {@code -e}. A further option of nsx would become an argument of the text, so it is refused. */
    private static Options expression(String text, Deque<String> rest, Set<Flag> flags) {
        rest.stream()
                .takeWhile(word -> !word.equals("--"))
                .filter(Options::isFlag)
                .findFirst()
                .ifPresent(word -> {
                    throw new UsageException(
                            word + " must come before -e; after it, -- begins the arguments of the text");
                });
        Deque<String> arguments = new ArrayDeque<>(rest);
        arguments.removeFirstOccurrence("--");
        return checked(Action.EXPRESSION, text, arguments, flags);
    }

    private static boolean isFlag(String word) {
        return Arrays.stream(Flag.values()).anyMatch(f -> f.text.equals(word));
    }

    private static Options checked(Set<Flag> flags, Deque<String> rest) {
        if (flags.contains(Flag.HELP)) {
            return new Options(Action.HELP, "", List.of(), flags);
        }
        if (flags.contains(Flag.VERSION)) {
            return new Options(Action.VERSION, "", List.of(), flags);
        }
        if (flags.contains(Flag.COMPLETION)) {
            // shells ask for it at every start, and a JVM would delay them
            throw new UsageException("--completion must be the launcher's first option: nsx --completion bash");
        }
        if (flags.contains(Flag.SERVE)) {
            if (!rest.isEmpty()) {
                throw new UsageException("--serve takes no script");
            }
            return checked(Action.SERVE, "", rest, flags);
        }
        if (rest.isEmpty()) {
            return checked(Action.PROMPT, "", rest, flags);
        }
        return command(rest.pop(), rest, flags);
    }

    /** Parses one of {@link #COMMANDS} or the name of a script. */
    private static Options command(String first, Deque<String> rest, Set<Flag> flags) {
        return switch (first) {
            case "help" -> help(rest, flags);
            case "gc" -> checked(Action.EXPRESSION, gc(rest), new ArrayDeque<>(), flags);
            case "doctor" -> checked(Action.EXPRESSION, doctor(rest), rest, flags);
            case "diff" -> checked(Action.DIFF, operand(rest, "diff needs a script"), rest, flags);
            case "lsp" -> languageServer(rest, flags);
            case "check" -> check(rest, flags);
            default -> checked(Action.SCRIPT, first, rest, flags);
        };
    }

    private static Options check(Deque<String> rest, Set<Flag> flags) {
        Options check = checked(Action.CHECK, operand(rest, "check needs a script"), rest, flags);
        if (!rest.isEmpty()) {
            throw new UsageException("check takes one script, not " + rest.peek() + " too");
        }
        return check;
    }

    private static Options checked(Action action, String subject, Deque<String> rest, Set<Flag> flags) {
        if (flags.contains(Flag.PLAN) && action != Action.SCRIPT && action != Action.EXPRESSION) {
            throw new UsageException("--plan needs a script or -e");
        }
        return new Options(action, subject, List.copyOf(rest), flags);
    }

    /** Parses {@code nsx help} and {@code nsx help WORD}. */
    private static Options help(Deque<String> rest, Set<Flag> flags) {
        if (rest.isEmpty()) {
            return new Options(Action.HELP, "", List.of(), flags);
        }
        String word = rest.pop().replaceAll("[\\\\'\n\r]", "");
        return checked(Action.EXPRESSION, "help '" + word + "'", new ArrayDeque<>(), flags);
    }

    /** Parses {@code nsx lsp}. Editors add options for the transport; only standard input and output is supported. */
    private static Options languageServer(Deque<String> rest, Set<Flag> flags) {
        rest.removeFirstOccurrence("--stdio");
        if (!rest.isEmpty()) {
            throw new UsageException("lsp takes nothing but --stdio, not " + rest.peek());
        }
        return checked(Action.LSP, "", rest, flags);
    }

    /** The word for {@code nsx gc [--dry]}. */
    private static String gc(Deque<String> rest) {
        if (rest.isEmpty()) {
            return "gc()";
        }
        if (rest.size() == 1 && rest.peek().equals("--dry")) {
            return "gc(dry: true)";
        }
        throw new UsageException("gc takes --dry or nothing");
    }

    /** The word for {@code nsx doctor}. */
    private static String doctor(Deque<String> rest) {
        if (!rest.isEmpty()) {
            throw new UsageException("doctor takes nothing, not " + rest.peek());
        }
        return "doctor()";
    }

    private static String operand(Deque<String> rest, String otherwise) {
        if (rest.isEmpty()) {
            throw new UsageException(otherwise);
        }
        return rest.pop();
    }

    /** The flag of an output format; empty for text, the default. */
    private static Optional<Flag> format(String name) {
        return switch (name) {
            case "text" -> Optional.empty();
            case "json" -> Optional.of(Flag.JSON);
            case "csv" -> Optional.of(Flag.CSV);
            case "markdown", "md" -> Optional.of(Flag.MARKDOWN);
            default -> throw new UsageException("--format is text, json, csv or markdown, not " + name);
        };
    }

    /** Whether standard output contains only the last value, as a document. */
    boolean isDocument() {
        return has(Flag.JSON) || has(Flag.CSV) || has(Flag.MARKDOWN);
    }

    private static UsageException unknown(String word) {
        List<String> known = Arrays.stream(Flag.values())
                .filter(f -> !f.meaning.isEmpty())
                .map(f -> f.text)
                .toList();
        String near = Texts.didYouMean(word, known);
        return new UsageException("there is no option " + word + (near == null ? "" : "\nhint: " + near));
    }

    private static Flag flag(String word) {
        return Arrays.stream(Flag.values())
                .filter(f -> f.text.equals(word) || f == Flag.HELP && word.equals("-h"))
                .findFirst()
                .orElseThrow(() -> unknown(word));
    }
}
