package nsx.dsl.op.field;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import nsx.dsl.unit.Literal;
import nsx.dsl.word.Parameter;

/**
 * The values of a table as options of a script. An option is only written when its parameter reads it as the value it was made from,
 * so a script never says something else; what is the default is left out.
 */
public final class Spoken {
    private Spoken() {}

    /** @param unsaid gets what no option can say, as text */
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

    /** Whether it is the default, or what help calls so. */
    private static <T> boolean isUsual(Parameter<T> parameter, T value) {
        return parameter.otherwise().filter(value::equals).isPresent()
                || Boolean.FALSE.equals(value)
                || !parameter.usual().isEmpty()
                        && reads(parameter, parameter.usual().replace("'", ""), value);
    }

    /** The first candidate whose literal the parameter reads as the value; null when there is none. */
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
