package nsx.dsl.shape;

import groovy.lang.Closure;
import groovy.lang.Range;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import nsx.dsl.error.Sayable;
import nsx.dsl.error.Texts;
import org.codehaus.groovy.runtime.FormatHelper;

/**
 * Formats values inside texts of scripts as nsx prints them and never in Java's form, including values in lists and
 * maps.
 */
public final class Said {
    private Said() {}

    /** The replacement of a value inside a text: the value itself, unless nsx has its own text for it. */
    public static Object in(Object value) {
        if (value == null || value instanceof CharSequence || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Closure<?> lazy) {
            return lazy.getMaximumNumberOfParameters() == 0 ? new Later(lazy) : value;
        }
        return isOwn(value) ? text(value) : value;
    }

    /** The text of any value, as in {@code println} and in a text that contains the value. */
    public static String text(Object value) {
        if (value instanceof Duration || value instanceof Shown) {
            return scalar(value);
        }
        if (value instanceof Sayable named) {
            return named.name();
        }
        if (isStructure(value) && Rendering.here().isBlock(value)) {
            return Rendering.here().text(value);
        }
        if (value instanceof Collection<?> all && !(value instanceof Range)) {
            return all.stream().map(Said::inner).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty()
                    ? "[:]"
                    : map.entrySet().stream()
                            .map(e -> inner(e.getKey()) + ":" + inner(e.getValue()))
                            .collect(Collectors.joining(", ", "[", "]"));
        }
        return value != null && isPlainRecord(value) ? Rendering.here().phrase(value) : FormatHelper.toString(value);
    }

    /** The text of a list's element; a table there is formatted as a list. */
    private static String inner(Object element) {
        return element instanceof Rows<?> rows
                ? rows.stream().map(Said::inner).collect(Collectors.joining(", ", "[", "]"))
                : element instanceof Collection<?> all && !(element instanceof Range)
                        ? all.stream().map(Said::inner).collect(Collectors.joining(", ", "[", "]"))
                        : text(element);
    }

    private static String scalar(Object value) {
        return value instanceof Duration d ? Texts.duration(d) : ((Shown) value).shown();
    }

    /** Whether Java or Groovy would format the value, or a part of it, differently from nsx. */
    private static boolean isOwn(Object value) {
        if (value instanceof Collection<?> all) {
            return value instanceof Rows
                    || Rendering.here().isBlock(value)
                    || all.stream().anyMatch(Said::isOwn);
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream().anyMatch(e -> isOwn(e.getKey()) || isOwn(e.getValue()));
        }
        return value instanceof Duration
                || value instanceof Shown
                || value instanceof Sayable
                || isStructure(value) && Rendering.here().isBlock(value)
                || value != null && isPlainRecord(value);
    }

    /** Whether the value may be formatted in several lines; Java's own values are not, except lists. */
    private static boolean isStructure(Object value) {
        return value instanceof Collection || value != null && isOurs(value);
    }

    private static boolean isPlainRecord(Object value) {
        return value instanceof Record && isOurs(value);
    }

    private static boolean isOurs(Object value) {
        return value.getClass().getName().startsWith("nsx.");
    }

    /** The elements of a list formatted for a text; any other value unchanged. */
    public static Object inEach(Object value) {
        return value instanceof Collection<?> all
                        && !(value instanceof Range)
                        && all.stream().anyMatch(Said::isOwn)
                ? new ArrayList<>(all.stream().map(Said::in).toList())
                : value;
    }

    /** The value of <code>"${-> x}"</code>, evaluated each time that the text is formatted. */
    private static final class Later extends Closure<Object> {
        private static final long serialVersionUID = 1;
        private final transient Closure<?> value;

        Later(Closure<?> value) {
            super(value.getOwner());
            this.value = value;
        }

        /** Evaluates the value; called by Groovy. */
        public Object doCall() {
            return in(value.call());
        }
    }
}
