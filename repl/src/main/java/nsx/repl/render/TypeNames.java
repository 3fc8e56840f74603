package nsx.repl.render;

import groovy.lang.Closure;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import nsx.dsl.session.NsxScript;
import nsx.dsl.shape.Rows;
import nsx.dsl.shape.Table;

/** Names classes in words that people know: {@code a number}, {@code text}, {@code a block}. */
public final class TypeNames {
    private TypeNames() {}

    /** The name with its article. */
    public static String of(Class<?> type) {
        String word = word(type);
        return word.equals("text") || word.equals("anything")
                ? word
                : ("AEIOUaeiou".indexOf(word.charAt(0)) >= 0 ? "an " : "a ") + word;
    }

    /** The name in words of a class in a Groovy message; a class that cannot be loaded keeps its own name. */
    public static String of(String type) {
        try {
            return of(type.equals("int") ? int.class : Class.forName(type, false, TypeNames.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            String name = type.substring(type.lastIndexOf('.') + 1);
            return name.equals("long") || name.equals("double") || name.equals("short") || name.equals("float")
                    ? "a number"
                    : name.equals("boolean") ? "a truth value" : "a " + name;
        }
    }

    /** The names of several types: {@code (number, text)}. */
    public static String list(Class<?>... types) {
        return Arrays.stream(types).map(TypeNames::word).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String word(Class<?> type) {
        if (type == Object.class) {
            return "anything";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "truth value";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "number";
        }
        if (CharSequence.class.isAssignableFrom(type) || type == Character.class) {
            return "text";
        }
        if (type == Table.class || type == Rows.class) {
            return "table";
        }
        if (type.getName().startsWith("nsx.")) {
            return NsxScript.class.isAssignableFrom(type)
                    ? "script"
                    : type.getSimpleName().replaceFirst("Value$", "");
        }
        return ofJava(type);
    }

    private static String ofJava(Class<?> type) {
        if (type.isArray()) {
            return "array";
        }
        if (Closure.class.isAssignableFrom(type)) {
            return "block";
        }
        if (Map.class.isAssignableFrom(type)) {
            return "map";
        }
        if (type == Duration.class) {
            return "duration";
        }
        return Collection.class.isAssignableFrom(type)
                ? type.getSimpleName().contains("Set")
                        ? "set"
                        : type.getSimpleName().endsWith("Range") ? "range" : "list"
                : type.getSimpleName().isEmpty() ? "object" : type.getSimpleName();
    }
}
