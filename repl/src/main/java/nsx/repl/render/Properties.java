package nsx.repl.render;

import groovy.lang.Closure;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import nsx.dsl.Operation;
import nsx.dsl.value.Facts;

/** The properties of a value: those it names as facts, the components of a record, else its getters. */
public final class Properties {
    private static final Set<String> NOT_SHOWN = Set.of("class", "metaClass", "empty", "declaringClass");

    /** Methods that are no words of a value: accessors, what Groovy calls, what is for nsx itself. */
    private static final Pattern NO_WORD =
            Pattern.compile("(get|set|is)[A-Z].*|(method|property)Missing|facts|columns|get|size"
                    + "|equals|hashCode|toString|name|context|link|namespace|kind|.*\\$.*");

    private Properties() {}

    /** Their names in the order in which they are shown; empty for a value that is one thing. */
    public static List<String> of(Object value) {
        if (value instanceof Facts facts) {
            return facts.facts();
        }
        Class<?> type = value.getClass();
        if (type.isRecord()) {
            return Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getName)
                    .toList();
        }
        return isOurs(value) ? getters(type) : List.of();
    }

    /** Classes of Java's and Groovy's own are shown as they print themselves. */
    private static boolean isOurs(Object value) {
        return value.getClass().getName().startsWith("nsx.") && !(value instanceof Closure);
    }

    /** The properties of a type by its getters, in alphabetical order. */
    public static List<String> getters(Class<?> type) {
        TreeSet<String> names = new TreeSet<>();
        for (Method method : type.getMethods()) {
            boolean plain = method.getParameterCount() == 0
                    && !Modifier.isStatic(method.getModifiers())
                    && method.getReturnType() != void.class;
            String name = method.getName();
            if (plain && name.matches("get[A-Z].*")) {
                names.add(decapitalised(name.substring(3)));
            } else if (plain && name.matches("is[A-Z].*")) {
                names.add(decapitalised(name.substring(2)));
            }
        }
        names.removeAll(NOT_SHOWN);
        return new ArrayList<>(names);
    }

    /** What can be called on a type of nsx's, by name, in alphabetical order; getters are properties and are not among them. */
    public static List<String> methods(Class<?> type) {
        if (!type.getName().startsWith("nsx.")) {
            return List.of();
        }
        return Arrays.stream(type.getMethods())
                .filter(m -> m.getDeclaringClass().getName().startsWith("nsx."))
                .filter(Properties::isCalled)
                .map(Method::getName)
                .distinct()
                .sorted()
                .toList();
    }

    /** Whether people call this method of a class of nsx's: neither a property nor what Java, Groovy and other classes need it for. */
    public static boolean isCalled(Method method) {
        return !Modifier.isStatic(method.getModifiers())
                && !NO_WORD.matcher(method.getName()).matches()
                && !method.getGenericReturnType().getTypeName().contains(Operation.class.getName());
    }

    /** The properties that can be set, in alphabetical order. */
    static List<String> settable(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(m -> m.getName().matches("set[A-Z].*") && m.getParameterCount() == 1)
                .filter(m -> m.getDeclaringClass().getName().startsWith("nsx."))
                .map(m -> decapitalised(m.getName().substring(3)))
                .distinct()
                .sorted()
                .toList();
    }

    private static String decapitalised(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    /** The property's value. What has gone since the row was read is {@code null}. */
    public static Object get(Object value, String property) {
        String capital = Character.toUpperCase(property.charAt(0)) + property.substring(1);
        Method accessor = method(value, "get" + capital)
                .or(() -> method(value, "is" + capital))
                .or(() -> method(value, property))
                .orElseThrow(() -> new IllegalStateException(value.getClass() + " has no " + property));
        try {
            return accessor.invoke(value);
        } catch (InvocationTargetException e) {
            return null;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Method> method(Object value, String name) {
        try {
            Method method = value.getClass().getMethod(name);
            method.setAccessible(true);
            return Optional.of(method);
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        }
    }
}
