package nsx.repl.render;

import groovy.lang.GroovyObject;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.dsl.change.Operation;
import nsx.dsl.shape.Cells;
import nsx.dsl.shape.Facts;

/** Finds the properties of a value: its facts, the components of a record, or its getters. */
public final class Properties {
    /** Methods of nsx's classes that people do not call: accessors, and methods for nsx itself. */
    private static final Pattern NO_WORD =
            Pattern.compile("(get|set|is)[A-Z].*|facts?|columns|get|size|name|context|link|namespace|kind");

    /** Methods of every class that Java and Groovy call implicitly. */
    private static final Set<String> HOOKS = Stream.concat(
                    Stream.of("methodMissing", "propertyMissing", "compareTo"),
                    Stream.of(Object.class, GroovyObject.class)
                            .flatMap(c -> Arrays.stream(c.getMethods()))
                            .map(Method::getName))
            .collect(Collectors.toUnmodifiableSet());

    private Properties() {}

    /** The names of the properties in the order in which they are shown; empty for a scalar. */
    public static List<String> of(Object value) {
        boolean shown = value instanceof Facts || value instanceof Record || isOurs(value.getClass());
        return shown ? Cells.names(value) : List.of();
    }

    /** The properties of a type by its getters, in alphabetical order. */
    public static List<String> getters(Class<?> type) {
        return Cells.getters(type);
    }

    /** The methods of a type of nsx in alphabetical order, without getters, which are properties. */
    public static List<String> methods(Class<?> type) {
        if (!isOurs(type)) {
            return List.of();
        }
        return Arrays.stream(type.getMethods())
                .filter(m -> isOurs(m.getDeclaringClass()))
                .filter(Properties::isCalled)
                .map(Method::getName)
                .distinct()
                .sorted()
                .toList();
    }

    /** Whether people call this method: it is neither implicit in Java or Groovy nor a property of a class of nsx. */
    public static boolean isCalled(Method method) {
        String name = method.getName();
        return !Modifier.isStatic(method.getModifiers())
                && !name.contains("$")
                && !HOOKS.contains(name)
                && (!isOurs(method.getDeclaringClass())
                        || !NO_WORD.matcher(name).matches() && !describesChange(method));
    }

    /** Whether the method returns an operation, which words pass to the session: calling it changes nothing. */
    private static boolean describesChange(Method method) {
        return method.getGenericReturnType().getTypeName().contains(Operation.class.getName());
    }

    /** Whether nsx formats a class; classes of Java and Groovy are shown by their own text. */
    static boolean isOurs(Class<?> type) {
        return type.getName().startsWith("nsx.");
    }

    /** The properties that can be set, in alphabetical order. */
    static List<String> settable(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(m -> m.getName().matches("set[A-Z].*") && m.getParameterCount() == 1)
                .filter(m -> isOurs(m.getDeclaringClass()))
                .map(m -> decapitalised(m.getName().substring(3)))
                .distinct()
                .sorted()
                .toList();
    }

    private static String decapitalised(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    /** The property's value; {@code null} for one that has disappeared since the row was read. */
    public static Object get(Object value, String property) {
        return Cells.get(value, property);
    }
}
