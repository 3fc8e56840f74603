package nsx.repl.render;

import groovy.lang.Closure;
import groovy.lang.GroovyObject;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.dsl.change.Operation;
import nsx.dsl.shape.Facts;
import nsx.dsl.value.network.Described;

/** The properties of a value: those it names as facts, the components of a record, else its getters. */
public final class Properties {
    private static final Set<String> NOT_SHOWN = Set.of("class", "metaClass", "empty", "declaringClass");

    /** Methods of nsx's classes that people do not call: accessors, and methods for nsx itself. */
    private static final Pattern NO_WORD =
            Pattern.compile("(get|set|is)[A-Z].*|facts?|columns|get|size|name|context|link|namespace|kind");

    /** What Java and Groovy call by themselves, of any class. */
    private static final Set<String> HOOKS = Stream.concat(
                    Stream.of("methodMissing", "propertyMissing", "compareTo"),
                    Stream.of(Object.class, GroovyObject.class)
                            .flatMap(c -> Arrays.stream(c.getMethods()))
                            .map(Method::getName))
            .collect(Collectors.toUnmodifiableSet());

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
        return isOurs(type) && !(value instanceof Closure) ? getters(type) : List.of();
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

    /** Whether people call this method: neither what Java and Groovy need it for, nor a property of a class of nsx's. */
    public static boolean isCalled(Method method) {
        String name = method.getName();
        return !Modifier.isStatic(method.getModifiers())
                && !name.contains("$")
                && !HOOKS.contains(name)
                && (!isOurs(method.getDeclaringClass())
                        || !NO_WORD.matcher(name).matches() && !describesChange(method));
    }

    /** Operations are what words hand to the session: calling such a method changes nothing. */
    private static boolean describesChange(Method method) {
        return method.getGenericReturnType().getTypeName().contains(Operation.class.getName());
    }

    /** Classes of Java's and Groovy's own are shown as they print themselves. */
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

    /** The property's value. What has gone since the row was read is {@code null}. */
    public static Object get(Object value, String property) {
        String capital = Character.toUpperCase(property.charAt(0)) + property.substring(1);
        Optional<Method> found = method(value, "get" + capital)
                .or(() -> method(value, "is" + capital))
                .or(() -> method(value, property));
        if (found.isEmpty() && value instanceof Described described) {
            return described.fact(property);
        }
        Method accessor = found.orElseThrow(() -> new IllegalStateException(value.getClass() + " has no " + property));
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
