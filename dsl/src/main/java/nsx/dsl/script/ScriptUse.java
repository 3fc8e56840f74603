package nsx.dsl.script;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.dsl.error.ExitCode;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;

/** One use of a script: checks the given arguments against those that its head declares. */
public final class ScriptUse {
    private static final String END = "--";
    private static final List<String> HELP = List.of("--help", "-h");

    private final String script;
    private final List<ScriptArgument> declared;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final List<String> positional = new ArrayList<>();

    private ScriptUse(String script, List<ScriptArgument> declared) {
        this.script = script;
        this.declared = declared;
    }

    /** Whether the arguments ask for the script's help; arguments after {@code --} do not count. */
    public static boolean asksForHelp(ScriptHead head, List<String> given) {
        List<ScriptArgument> all = head.arguments().orElse(List.of());
        return given.stream()
                .takeWhile(word -> !word.equals(END))
                .anyMatch(word -> HELP.contains(word)
                        && all.stream().noneMatch(a -> a.name().equals(word)));
    }

    /**
     * The variables of the declared arguments by name; none for a script that declares nothing.
     *
     * @param script the name for errors
     * @throws NsxException with the exit code of wrong usage
     */
    public static Map<String, Object> variables(String script, ScriptHead head, List<String> given) {
        if (head.arguments().isEmpty()) {
            return Map.of();
        }
        head.faults().stream().findFirst().ifPresent(fault -> {
            throw new NsxException(script + ": the comment at its head contradicts itself")
                    .because(fault.message())
                    .at(fault.at())
                    .hint(fault.hint());
        });
        ScriptUse use = new ScriptUse(script, head.arguments().get());
        use.take(new ArrayDeque<>(given));
        use.place();
        return use.values;
    }

    private void take(Deque<String> rest) {
        boolean options = true;
        while (!rest.isEmpty()) {
            String word = rest.pop();
            if (options && word.equals(END)) {
                options = false;
            } else if (options && word.startsWith("-") && word.length() > 1 && !word.matches("-\\d+")) {
                option(word, rest);
            } else {
                positional.add(word);
            }
        }
    }

    private void option(String word, Deque<String> rest) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        ScriptArgument argument = declared.stream()
                .filter(a -> a.isOption() && a.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
        if (argument.isFlag()) {
            if (equals >= 0) {
                throw wrong(name + " takes no value", word, "write " + name);
            }
            values.put(argument.variable(), true);
            return;
        }
        if (equals < 0 && rest.isEmpty()) {
            throw wrong(
                    name + " needs a value", name, "it is " + argument.value().wanted());
        }
        values.put(argument.variable(), read(argument, equals < 0 ? rest.pop() : word.substring(equals + 1)));
    }

    private void place() {
        List<ScriptArgument> places =
                declared.stream().filter(a -> !a.isOption()).toList();
        int at = 0;
        for (ScriptArgument place : places) {
            if (place.isRepeated()) {
                List<Object> all = new ArrayList<>();
                for (; at < positional.size(); at++) {
                    all.add(read(place, positional.get(at)));
                }
                values.put(place.variable(), all);
            } else if (at < positional.size()) {
                values.put(place.variable(), read(place, positional.get(at++)));
            }
        }
        if (at < positional.size()) {
            String most = places.isEmpty() ? "no arguments besides its options" : "at most " + places.size();
            throw wrong("it takes " + most, positional.get(at), near(positional.get(at)));
        }
        declared.forEach(this::otherwise);
    }

    private void otherwise(ScriptArgument argument) {
        if (values.containsKey(argument.variable())) {
            return;
        }
        if (argument.isRequired()) {
            throw wrong(
                    argument.name() + " is missing",
                    "",
                    "it is " + argument.value().wanted());
        }
        Object value = argument.otherwise()
                .flatMap(text -> argument.value().reading().apply(text).or(() -> Optional.of(text)))
                .orElse(argument.isFlag() ? Boolean.FALSE : null);
        values.put(argument.variable(), value);
    }

    private Object read(ScriptArgument argument, String text) {
        ScriptValue value = argument.value();
        return value.reading().apply(text).orElseThrow(() -> {
            String near = Texts.didYouMean(text, value.choices());
            return wrong(argument.name() + " cannot be '" + text + "': it is " + value.wanted(), text, near);
        });
    }

    private NsxException unknown(String name) {
        return wrong("there is no option " + name, name, near(name));
    }

    private String near(String word) {
        return Texts.didYouMean(
                word,
                declared.stream()
                        .filter(ScriptArgument::isOption)
                        .map(ScriptArgument::name)
                        .toList());
    }

    private NsxException wrong(String reason, String culprit, String hint) {
        String see = "nsx " + script + " --help lists what it takes";
        return new NsxException(script)
                .because(reason)
                .at(culprit)
                .hint(hint == null ? see : hint)
                .exit(ExitCode.USAGE);
    }
}
