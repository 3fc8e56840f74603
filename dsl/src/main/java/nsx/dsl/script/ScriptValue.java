package nsx.dsl.script;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.unit.IpText;

/**
 * The values that an argument of a script can have, as declared in its text.
 *
 * @param wanted the accepted values, as the end of a sentence
 * @param choices the accepted values if they are few; otherwise empty
 * @param reading parses a text; empty if it does not fit
 */
public record ScriptValue(String wanted, List<String> choices, Function<String, Optional<Object>> reading) {
    private static final String NUMBER = "a whole number";
    private static final Pattern RANGE = Pattern.compile("(?<![\\w.])(-?\\d+)\\.\\.(-?\\d+)(?![\\w.])");
    private static final Pattern CHOICE = Pattern.compile("(?<!\\S)\\(?([\\w.+-]+(?:\\|[\\w.+-]+)+)");
    private static final Pattern FILE = Pattern.compile("\\ba(n existing)? file\\b");
    private static final Pattern WRITTEN = Pattern.compile("\\b(writ|sav|mak|creat|output|new )");
    private static final Pattern ADDRESS = Pattern.compile("\\ban? (IP(v[46])? )?address\\b");

    static ScriptValue of(ScriptArgument argument) {
        Matcher range = RANGE.matcher(argument.text());
        if (range.find()) {
            long from = Long.parseLong(range.group(1));
            long to = Long.parseLong(range.group(2));
            return number(Math.min(from, to), Math.max(from, to));
        }
        Matcher choice = CHOICE.matcher(argument.text());
        if (choice.find()) {
            return choice(choice.group(1).split("\\|"));
        }
        String placeholder = argument.placeholder();
        if (placeholder.equals("FILE") || FILE.matcher(argument.text()).find()) {
            return file(WRITTEN.matcher(argument.text()).find());
        }
        if (placeholder.matches("ADDRESS|IP")
                || ADDRESS.matcher(argument.text()).find()) {
            return address();
        }
        return argument.otherwise().filter(d -> d.matches("-?\\d{1,18}")).isPresent()
                ? number(Long.MIN_VALUE, Long.MAX_VALUE)
                : new ScriptValue("text", List.of(), Optional::of);
    }

    /** Whether they are numbers. */
    boolean isNumber() {
        return wanted.startsWith(NUMBER);
    }

    private static ScriptValue number(long least, long most) {
        String limits = least == Long.MIN_VALUE ? "" : " from " + least + " to " + most;
        return new ScriptValue(
                NUMBER + limits,
                List.of(),
                text -> whole(text)
                        .filter(n -> n >= least && n <= most)
                        .map(n -> n == (int) (long) n ? (Object) (int) (long) n : n));
    }

    private static Optional<Long> whole(String text) {
        return text.matches("[+-]?\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    private static ScriptValue choice(String... words) {
        List<String> all = Arrays.asList(words);
        return new ScriptValue(
                Texts.either(words), all, text -> Optional.<Object>of(text).filter(all::contains));
    }

    private static ScriptValue file(boolean made) {
        return new ScriptValue(
                made ? "a file" : "a file that is there",
                List.of(),
                text -> Optional.<Object>of(text).filter(t -> !text.isEmpty() && (made || new File(text).isFile())));
    }

    private static ScriptValue address() {
        return new ScriptValue("an IP address", List.of(), text -> {
            try {
                IpText.prefix(text);
                return Optional.of(text);
            } catch (NsxException e) {
                return Optional.empty();
            }
        });
    }
}
