package nsx.dsl.shape;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nsx.dsl.error.Texts;

/** The types of a table's columns, by the class of its rows. */
public final class Cell {
    private Cell() {}

    /** A description of the column's values, as the end of a sentence; {@code anything} if they are unknown. */
    public static String wanted(Class<?> rows, String column) {
        List<String> choices = Cells.choices(rows, column);
        if (choices.isEmpty()) {
            return Cells.content(rows, column).map(Holds.Content::wanted).orElseGet(() -> wanted(type(rows, column)));
        }
        return Cells.hasNumbers(rows, column) ? Texts.eitherOf(choices, "a number") : Texts.eitherOf(choices);
    }

    /** The reason why the column can never have the value; empty if it can, or if the column is unknown. */
    public static Optional<String> refusal(Class<?> rows, String column, Object value) {
        List<String> choices = Cells.choices(rows, column);
        boolean fits = choices.isEmpty()
                ? fits(wanted(type(rows, column)), value)
                        && Cells.content(rows, column).stream().allMatch(c -> c.fits(Texts.of(value)))
                : choices.contains(Texts.of(value))
                        || Cells.hasNumbers(rows, column) && Texts.of(value).matches("\\d+");
        return fits ? Optional.empty() : Optional.of(column + " is " + wanted(rows, column));
    }

    /** The result type of the getter; {@code Object} if only the row itself knows the type. */
    public static Class<?> type(Class<?> rows, String column) {
        Optional<Method> reader = rows == null ? Optional.empty() : Cells.reader(rows, column);
        return reader.isPresent() ? reader.get().getReturnType() : Object.class;
    }

    private static boolean fits(String wanted, Object value) {
        return switch (wanted) {
            case "true or false" -> value instanceof Boolean;
            case "a number" -> value instanceof Number;
            case "a duration" -> value instanceof Duration;
            case "text" -> !(value instanceof Boolean || value instanceof Duration);
            default -> true;
        };
    }

    private static String wanted(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        return type == Duration.class ? "a duration" : type == String.class ? "text" : "anything";
    }
}
