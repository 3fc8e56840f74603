package nsx.dsl.op.field;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.netlink.Ip;
import nsx.process.Program;

/**
 * One attribute of an object, with its parameter in scripts, its words for ip(8), tc(8) or bridge(8), its place in
 * netlink messages, and its fact for scripts. Immutable.
 *
 * @param <T> the type of the parameter's value
 */
public final class Field<T> {
    private final Parameter<T> parameter;
    private final Slot<T> slot;
    private final BiFunction<T, Values, String> spelling;
    private final Function<T, Object> shown;
    private final Object absent;

    private Field(
            Parameter<T> parameter,
            Slot<T> slot,
            BiFunction<T, Values, String> spelling,
            Function<T, Object> shown,
            Object absent) {
        this.parameter = parameter;
        this.slot = slot;
        this.spelling = spelling;
        this.shown = shown;
        this.absent = absent;
    }

    /**
     * @param name the name in scripts
     * @param word the word of ip(8) before the value; for a boolean the only word
     * @param summary a line of help, without range, choices and default
     */
    public static <T> Field<T> of(String name, String word, Reader<T> reader, String summary, Slot<T> slot) {
        return new Field<>(
                Parameter.named(name, reader, summary),
                slot,
                (value, all) -> plain(word, value),
                value -> value instanceof InetAddress a ? Ip.text(a) : value,
                false);
    }

    /** A boolean attribute, which ip(8) writes as a single word. */
    public static Field<Boolean> flag(String name, String word, String summary, Slot<Boolean> slot) {
        return of(name, word, Reader.truth(), summary, slot);
    }

    /** Returns this field with a default, which help shows. */
    public Field<T> otherwise(T value) {
        return new Field<>(parameter.otherwise(value), slot, spelling, shown, absent);
    }

    /** Returns this field with a default that depends on other things; help shows this text. */
    public Field<T> usually(String text) {
        return new Field<>(parameter.usually(text), slot, spelling, shown, absent);
    }

    /** Returns this field with values that completion proposes; it accepts others too. */
    public Field<T> among(List<String> values) {
        return new Field<>(parameter.among(values), slot, spelling, shown, absent);
    }

    private static String plain(String word, Object value) {
        if (value instanceof Boolean truth) {
            return truth ? word : "";
        }
        return word + " " + (value instanceof InetAddress a ? Ip.text(a) : Program.quoted(String.valueOf(value)));
    }

    /** Returns this field with another spelling for {@code ip}; an empty one is not written. */
    public Field<T> spelt(Function<T, String> words) {
        return spelt((value, all) -> words.apply(value));
    }

    /** Returns this field with a spelling that depends on the object's other fields. */
    public Field<T> spelt(BiFunction<T, Values, String> words) {
        return new Field<>(parameter, slot, words, shown, absent);
    }

    /** Returns this field with a fact that differs from the parameter's value. */
    public Field<T> shown(Function<T, Object> fact) {
        return new Field<>(parameter, slot, spelling, fact, absent);
    }

    /** Returns this field with a value that the kernel reports by leaving the attribute out. */
    public Field<T> absentFor(T value) {
        return new Field<>(parameter, slot, spelling, shown, value);
    }

    /** The value that a missing attribute stands for; false without one. */
    Object absent() {
        return absent;
    }

    public Parameter<T> parameter() {
        return parameter;
    }

    public String name() {
        return parameter.name();
    }

    public Slot<T> slot() {
        return slot;
    }

    /** The words of ip(8); empty if the attribute is not written. */
    public String words(Values values) {
        return values.find(this).map(value -> spelling.apply(value, values)).orElse("");
    }

    /** The value of the field for scripts. */
    public Optional<Object> fact(Values values) {
        return values.find(this).map(shown);
    }

    @Override
    public String toString() {
        return name();
    }
}
