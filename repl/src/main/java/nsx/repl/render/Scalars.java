package nsx.repl.render;

import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nsx.dsl.error.Texts;
import nsx.dsl.shape.Named;
import nsx.dsl.shape.Shown;

/** A value in one line: the text of a cell. */
final class Scalars {
    /** The limit of shown elements of a list in a cell. */
    private static final int MANY = 20;

    /** The number of components beyond which a record leaves out those that are zero or empty. */
    private static final int FEW = 6;

    private Scalars() {}

    static String text(Object value) {
        return text(value, MANY);
    }

    /** The text of a value in one line, with every element of a list. */
    static String whole(Object value) {
        return text(value, Integer.MAX_VALUE);
    }

    private static String text(Object value, int most) {
        if (value == null) {
            return "";
        }
        if (value instanceof Duration d) {
            return Texts.duration(d);
        }
        if (value instanceof byte[] bytes) {
            return HexFormat.ofDelimiter(" ").formatHex(bytes);
        }
        if (value instanceof Named named) {
            return Clean.line(named.name());
        }
        if (value instanceof Collection<?> all) {
            String rest = all.size() > most ? ", … " + (all.size() - most) + " more" : "";
            return all.stream().limit(most).map(e -> text(e, most)).collect(Collectors.joining(", ")) + rest;
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(e -> text(e.getKey(), most) + ": " + text(e.getValue(), most))
                    .collect(Collectors.joining(", "));
        }
        if (value instanceof Shown shown) {
            return shown.shown();
        }
        String text = String.valueOf(value);
        return isPlainRecord(value, text) ? components(value) : Clean.line(text);
    }

    private static boolean isZero(Object number) {
        return number instanceof Number n && n.doubleValue() == 0;
    }

    /** Whether a record has Java's default text. */
    private static boolean isPlainRecord(Object value, String text) {
        return value instanceof Record && text.startsWith(value.getClass().getSimpleName() + "[");
    }

    /** The components; if there are many, without those that are zero. */
    private static String components(Object value) {
        List<String> names = Properties.of(value);
        return names.stream()
                .filter(name -> names.size() <= FEW || !isZero(Properties.get(value, name)))
                .map(name -> name + ": " + text(Properties.get(value, name)))
                .collect(Collectors.joining(", "));
    }
}
