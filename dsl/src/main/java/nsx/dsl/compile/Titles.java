package nsx.dsl.compile;

import groovy.lang.Closure;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import nsx.dsl.shape.Table;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;

/** Names classes in messages, and explains why a value cannot be assigned to a type. */
final class Titles {
    private Titles() {}

    /** The class name with its article, as in run-time errors. */
    static String of(Class<?> type) {
        String word = word(type);
        return word.equals("text") ? word : ("AEIOUaeiou".indexOf(word.charAt(0)) >= 0 ? "an " : "a ") + word;
    }

    private static String word(Class<?> type) {
        if (Number.class.isAssignableFrom(type)) {
            return "number";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "text";
        }
        if (type == Boolean.class) {
            return "truth value";
        }
        if (Closure.class.isAssignableFrom(type)) {
            return "block";
        }
        if (Map.class.isAssignableFrom(type)) {
            return "map";
        }
        if (type == Table.class || Collection.class.isAssignableFrom(type)) {
            return type == Table.class ? "table" : type.getName().startsWith("nsx.") ? type.getSimpleName() : "list";
        }
        return type == Duration.class ? "duration" : type.getSimpleName().replaceFirst("(Value|Row)$", "");
    }

    /** The reason why the value cannot be assigned; null if it can or that is uncertain. */
    static String mismatch(Class<?> declared, Class<?> given, Expression value) {
        boolean number = Number.class.isAssignableFrom(declared);
        boolean judged = number || declared == Duration.class || declared == Closure.class;
        if (!judged
                || given == Object.class
                || declared.isAssignableFrom(given)
                || number && Number.class.isAssignableFrom(given)) {
            return null;
        }
        boolean text = CharSequence.class.isAssignableFrom(given);
        // Groovy converts a single letter to a number
        if (number
                && text
                && (!(value instanceof ConstantExpression c)
                        || String.valueOf(c.getValue()).length() == 1)
                && !(value instanceof org.codehaus.groovy.ast.expr.GStringExpression)) {
            return null;
        }
        if (declared == Duration.class && !text && !Number.class.isAssignableFrom(given)) {
            return null;
        }
        String shown = value instanceof ConstantExpression c
                ? (text ? "'" + c.getValue() + "'" : String.valueOf(c.getValue()))
                : null;
        return (shown == null ? of(given) : shown + " is " + of(given) + " and") + " cannot be " + of(declared);
    }
}
