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

/** Values inside texts of scripts: as nsx prints them, never in a form of Java's, also within lists and maps. */
public final class Said {
    private Said() {}

    /** What a text gets in place of the value: the value itself, unless nsx has a text of its own for it. */
    public static Object in(Object value) {
        if (value == null || value instanceof CharSequence || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Closure<?> lazy) {
            return lazy.getMaximumNumberOfParameters() == 0 ? new Later(lazy) : value;
        }
        return isOwn(value) ? text(value) : value;
    }

    /** The text of any value, as {@code println} and a text with the value in it have it. */
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

    /** An element of a list: a table in there is the list that it is. */
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

    /** Whether Java or Groovy would write the value, or something in it, in a form that is not nsx's. */
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

    /** What may print in several lines: what Java itself has is one thing, but for lists. */
    private static boolean isStructure(Object value) {
        return value instanceof Collection || value != null && isOurs(value);
    }

    private static boolean isPlainRecord(Object value) {
        return value instanceof Record && isOurs(value);
    }

    private static boolean isOurs(Object value) {
        return value.getClass().getName().startsWith("nsx.");
    }

    /** The elements of a list as a text has them; any other value as it is. */
    public static Object inEach(Object value) {
        return value instanceof Collection<?> all
                        && !(value instanceof Range)
                        && all.stream().anyMatch(Said::isOwn)
                ? new ArrayList<>(all.stream().map(Said::in).toList())
                : value;
    }

    /** <code>"${-> x}"</code>: asked each time that the text is written. */
    private static final class Later extends Closure<Object> {
        private static final long serialVersionUID = 1;
        private final transient Closure<?> value;

        Later(Closure<?> value) {
            super(value.getOwner());
            this.value = value;
        }

        /** Called by Groovy. */
        public Object doCall() {
            return in(value.call());
        }
    }
}
