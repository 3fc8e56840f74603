package nsx.dsl.op.field;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import nsx.dsl.unit.Literal;
import nsx.dsl.word.Parameter;

/**
 * Converts the values of a table to script options. An option is only written if its parameter parses it back to the
 * same value, so a script is never wrong; defaults are left out.
 */
public final class Spoken {
    private Spoken() {}

    /** @param unsaid receives the parts that no option can express, as text */
    public static Map<String, Object> options(Fields table, Values values, List<String> unsaid) {
        Map<String, Object> options = new LinkedHashMap<>();
        for (Field<?> field : table.lines()) {
            add(options, field, values, unsaid);
        }
        return options;
    }

    private static <T> void add(Map<String, Object> options, Field<T> field, Values values, List<String> unsaid) {
        Optional<T> value = values.find(field).filter(v -> !isUsual(field.parameter(), v));
        if (value.isEmpty()) {
            return;
        }
        Object shown = field.fact(values).orElse(null);
        Object said = reading(field.parameter(), value.get(), shown, value.get(), String.valueOf(value.get()), false);
        if (said == null) {
            unsaid.add(field.name() + " " + value.get());
        } else {
            options.put(field.name(), said);
        }
    }

    /** Whether the value is the default, or the one that help shows as default. */
    private static <T> boolean isUsual(Parameter<T> parameter, T value) {
        return parameter.otherwise().filter(value::equals).isPresent()
                || Boolean.FALSE.equals(value)
                || !parameter.usual().isEmpty()
                        && reads(parameter, parameter.usual().replace("'", ""), value);
    }

    /** The first candidate whose literal the parameter parses as the value; null if there is none. */
    static <T> Object reading(Parameter<T> parameter, T value, Object... candidates) {
        for (Object candidate : candidates) {
            if (candidate != null && reads(parameter, Literal.plain(candidate), value)) {
                return Literal.plain(candidate);
            }
        }
        return null;
    }

    private static <T> boolean reads(Parameter<T> parameter, Object given, T value) {
        try {
            return Objects.equals(parameter.read("", given), value);
        } catch (RuntimeException e) {
            return false;
        }
    }
}
