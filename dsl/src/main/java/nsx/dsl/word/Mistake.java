package nsx.dsl.word;

import groovy.lang.Closure;
import java.util.Collection;
import java.util.Optional;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;

/** Mistakes in the arguments of a word: one sentence for each kind. */
public final class Mistake {
    private Mistake() {}

    /** The error {@code ping: count cannot be 0}, with the reason. */
    public static NsxException wrong(String word, String name, Object value, String reason) {
        String text = value instanceof Closure ? "a block" : Texts.quoted(value);
        return new NsxException(word + ": " + name + " cannot be " + text)
                .because(reason)
                .at(Texts.of(value));
    }

    /** The error {@code ping: count cannot be 0}, with the valid values: a whole number from 1 to 65535. */
    static NsxException unfit(String word, Parameter<?> parameter, Object value) {
        NsxException mistake = wrong(
                word,
                parameter.name(),
                value,
                parameter.name() + " is " + parameter.reader().wanted());
        String all = parameter.choices().size() > Texts.MANY ? see(word) : null;
        return mistake.hint(Optional.ofNullable(Texts.didYouMean(Texts.of(value), parameter.choices()))
                .orElse(all));
    }

    /** The error {@code address needs dev:}, with an example. */
    public static NsxException missing(String word, Parameter<?> parameter) {
        boolean positional = parameter.isPositional();
        String example = parameter.reader().example();
        return new NsxException(word + " needs " + parameter.name() + (positional ? "" : ":"))
                .at(word)
                .hint(positional || example.isEmpty() ? see(word) : "such as " + parameter.name() + ": " + example);
    }

    /**
     * The text of an argument that must not be null, such as a name: Groovy passes null for a single missing argument.
     *
     * @param what the argument, for the error: {@code a name}
     */
    public static String given(String word, String what, Object value) {
        if (value == null) {
            throw new NsxException(word + " needs " + what).at(word);
        }
        return Texts.of(value);
    }

    /** The error {@code ping takes at most 1 argument}. */
    static NsxException tooMany(String word, int most, Object first) {
        return new NsxException(word + " takes "
                        + (most == 0 ? "no arguments" : "at most " + most + (most == 1 ? " argument" : " arguments")))
                .at(Texts.of(first))
                .hint(see(word));
    }

    /** The error {@code route has no option 'vai'}, with the option that was probably meant, or all of them. */
    public static NsxException unknown(String word, String option, Collection<String> known) {
        return new NsxException(word + " has no option '" + option + "'")
                .at(option)
                .hint(Optional.ofNullable(Texts.didYouMean(option, known))
                        .orElse(known.isEmpty() ? "it has none" : "its options: " + Texts.some(known)));
    }

    private static String see(String word) {
        return "see help '" + word + "'";
    }
}
