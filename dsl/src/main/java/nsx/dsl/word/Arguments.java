package nsx.dsl.word;

import groovy.lang.Closure;
import groovy.lang.GString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import nsx.dsl.error.NsxException;

/** The arguments of a word: sorted by position, checked and parsed by the word's parameters. */
public final class Arguments {
    private final Signature signature;
    private final List<Object> positional = new ArrayList<>();
    private final Map<String, Object> named = new LinkedHashMap<>();
    private final List<Object> values = new ArrayList<>();
    private final Map<String, Object> options = new LinkedHashMap<>();
    private Closure<?> block;

    private Arguments(Signature signature) {
        this.signature = signature;
    }

    /**
     * @param raw the arguments in Groovy's order: named ones as a map in front, the block at the end
     * @throws NsxException for the first wrong argument
     */
    public static Arguments of(Signature signature, Object... raw) {
        Arguments arguments = new Arguments(signature);
        for (int i = 0; i < raw.length; i++) {
            arguments.take(raw[i], i == 0, i == raw.length - 1);
        }
        arguments.readPositional();
        arguments.readNamed();
        return arguments;
    }

    /**
     * Parses a map of options.
     *
     * @throws NsxException for the first wrong argument
     */
    public static Arguments named(Signature signature, Map<?, ?> given) {
        Arguments arguments = new Arguments(signature);
        given.forEach((k, v) -> arguments.named.put(String.valueOf(k), plain(v)));
        arguments.readNamed();
        return arguments;
    }

    private void take(Object value, boolean first, boolean last) {
        if (first && value instanceof Map<?, ?> map && signature.takesOptions()) {
            map.forEach((k, v) -> named.put(String.valueOf(k), plain(v)));
        } else if (last && value instanceof Closure<?> closure && signature.takesBlock()) {
            block = closure;
        } else if (value == null && !signature.takesNull(positional.size())) {
            throw signature.isNull(positional.size());
        } else {
            positional.add(plain(value));
        }
    }

    private static Object plain(Object value) {
        return value instanceof GString ? value.toString() : value;
    }

    private void readPositional() {
        signature.miscounted(positional, !named.isEmpty()).ifPresent(mistake -> {
            throw mistake;
        });
        for (int i = 0; i < positional.size(); i++) {
            Object given = positional.get(i);
            values.add(given == null ? null : signature.at(i).orElseThrow().read(signature.word(), given));
        }
    }

    /** Parses the options; a null counts as absent. */
    private void readNamed() {
        named.forEach((name, value) -> {
            Parameter<?> parameter = signature.option(name).orElseThrow(() -> signature.unknown(name));
            signature
                    .misspelt(name, parameter, value instanceof Map<?, ?> map ? map.size() : 0)
                    .ifPresent(mistake -> {
                        throw mistake;
                    });
            if (value != null) {
                options.put(name, parameter.called(name).read(signature.word(), value));
            }
        });
    }

    /** The word with these arguments, for errors. */
    public String word() {
        return signature.word();
    }

    /** Whether the argument is present. */
    public boolean has(Parameter<?> parameter) {
        return given(parameter) != null;
    }

    /** The argument or its default; empty without both. */
    public <T> Optional<T> find(Parameter<T> parameter) {
        return Optional.ofNullable(this.<T>cast(given(parameter))).or(parameter::otherwise);
    }

    /**
     * The argument or its default.
     *
     * @throws NsxException if both are missing
     */
    public <T> T get(Parameter<T> parameter) {
        return find(parameter).orElseThrow(() -> missing(parameter));
    }

    /** The argument; false if it is absent. */
    public boolean is(Parameter<Boolean> flag) {
        return find(flag).orElse(false);
    }

    /** A number that fits an int: the argument or its default; empty without both. */
    public OptionalInt integer(Parameter<Integer> parameter) {
        return find(parameter).map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    /** A number: the argument or its default; empty without both. */
    public OptionalLong number(Parameter<Long> parameter) {
        return find(parameter).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /** All values of a repeated positional argument. */
    public <T> List<T> all(Parameter<T> repeated) {
        int first = Math.min(index(repeated), values.size());
        return values.subList(first, values.size()).stream().map(this::<T>cast).toList();
    }

    /** The options that no parameter names, by name, for a word that takes any. */
    public <T> Map<String, T> others(Parameter<T> any) {
        Map<String, T> others = new LinkedHashMap<>();
        options.forEach((name, value) -> {
            if (signature.option(name).filter(Parameter::isAnyName).isPresent()) {
                others.put(name, cast(value));
            }
        });
        return others;
    }

    private Object given(Parameter<?> parameter) {
        if (!parameter.isPositional()) {
            return options.get(parameter.name());
        }
        int index = index(parameter);
        return index < values.size() ? values.get(index) : null;
    }

    private int index(Parameter<?> parameter) {
        int index = 0;
        while (index < signature.positional().size()
                && !signature.positional().get(index).name().equals(parameter.name())) {
            index++;
        }
        return index;
    }

    @SuppressWarnings("unchecked")
    private <T> T cast(Object value) {
        return (T) value;
    }

    /** The options by name as given, in the order written; a GString becomes a String. */
    public Map<String, Object> written() {
        return named;
    }

    /** The parsed options by name, in the order written. */
    public Map<String, Object> options() {
        return options;
    }

    /** The number of positional arguments. */
    public int size() {
        return positional.size();
    }

    public Optional<Closure<?>> block() {
        return Optional.ofNullable(block);
    }

    /** The positional arguments as given; a GString becomes a String. */
    public List<Object> positional() {
        return positional;
    }

    /** The error for an argument that does not fit the others. */
    public NsxException wrong(Parameter<?> parameter, String wanted) {
        Object written = parameter.isPositional() ? positional.get(index(parameter)) : named.get(parameter.name());
        return Mistake.wrong(word(), parameter.name(), written, parameter.name() + " is " + wanted);
    }

    /** The error for a missing argument. */
    public NsxException missing(Parameter<?> parameter) {
        return Mistake.missing(word(), parameter);
    }
}
