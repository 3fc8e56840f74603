package nsx.dsl.shape;

import groovy.lang.Closure;
import groovy.lang.GroovyObject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.codehaus.groovy.runtime.InvokerHelper;

/**
 * Finds the columns and cells of a row: the facts of a value, the components of a record, the keys of a map, or
 * getters.
 */
public final class Cells {
    private static final Set<String> NOT_SHOWN = Set.of("class", "metaClass", "empty", "declaringClass");
    /** The readers of a type by column, because finding one takes far longer than using it. */
    private static final ClassValue<Map<String, Optional<Method>>> READERS = new ClassValue<>() {
        @Override
        protected Map<String, Optional<Method>> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    private Cells() {}

    /** The names of the columns in display order; empty for a scalar value. */
    public static List<String> names(Object row) {
        if (row instanceof Facts facts) {
            return facts.facts();
        }
        if (row instanceof Map<?, ?> map) {
            return map.keySet().stream().map(String::valueOf).toList();
        }
        Class<?> type = row.getClass();
        if (type.isRecord()) {
            return components(type);
        }
        if (row instanceof GroovyObject && !(row instanceof Closure) && !isOurs(type)) {
            return fields(type);
        }
        return isOurs(type) && !(row instanceof Closure) ? getters(type) : List.of();
    }

    private static List<String> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    /** The properties of a script's class, in the order of declaration. */
    private static List<String> fields(Class<?> type) {
        List<String> getters = getters(type);
        Set<String> names = new LinkedHashSet<>(
                Arrays.stream(type.getDeclaredFields()).map(Field::getName).toList());
        names.addAll(getters);
        names.retainAll(getters);
        return List.copyOf(names);
    }

    /** Whether the class has columns; classes of Java and Groovy count as scalars. */
    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith("nsx.");
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

    private static String decapitalised(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    /** The readable properties of a type of rows: getters and the components of a record. */
    public static List<String> readable(Class<?> type) {
        List<String> names = new ArrayList<>(getters(type));
        if (type.isRecord()) {
            names.addAll(components(type));
        }
        return names;
    }

    /** The value of a cell; {@code null} for one that has disappeared since the row was read. */
    public static Object get(Object row, String column) {
        if (row instanceof Map<?, ?> map) {
            return map.get(column);
        }
        Optional<Method> found = reader(row.getClass(), column);
        if (found.isEmpty() && row instanceof OpenFacts open) {
            return open.fact(column);
        }
        if (found.isEmpty() && row instanceof GroovyObject) {
            return InvokerHelper.getProperty(row, column);
        }
        Method accessor = found.orElseThrow(() -> new IllegalStateException(row.getClass() + " has no " + column));
        try {
            return accessor.invoke(row);
        } catch (InvocationTargetException e) {
            return null;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The method that reads the column of a row of this type; empty if only the row itself knows it. */
    static Optional<Method> reader(Class<?> type, String column) {
        return READERS.get(type).computeIfAbsent(column, name -> found(type, name));
    }

    private static Optional<Method> found(Class<?> type, String column) {
        if (column.isEmpty()) {
            return Optional.empty();
        }
        String capital = Character.toUpperCase(column.charAt(0)) + column.substring(1);
        return method(type, "get" + capital)
                .or(() -> method(type, "is" + capital))
                .or(() -> method(type, column));
    }

    private static Optional<Method> method(Class<?> type, String name) {
        try {
            Method method = type.getMethod(name);
            method.setAccessible(true);
            return Optional.of(method);
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        }
    }

    /** All possible values of a column of rows of this type; empty if unknown. */
    public static List<String> choices(Class<?> type, String column) {
        OneOf said = said(type, column).orElse(null);
        if (said == null) {
            return List.of();
        }
        if (said.of() != OneOf.Nothing.class) {
            return Arrays.stream(said.of().getEnumConstants())
                    .map(String::valueOf)
                    .toList();
        }
        return said.value().length > 0
                ? List.of(said.value())
                : made(said.from()).get();
    }

    /** Whether a column with such values has numbers too, for what has no name. */
    static boolean hasNumbers(Class<?> type, String column) {
        return said(type, column).filter(OneOf::numbers).isPresent();
    }

    /** What the cells of a column of rows of this type hold; empty if unknown. */
    public static Optional<Holds.Content> content(Class<?> type, String column) {
        Optional<Method> reader = type == null ? Optional.empty() : reader(type, column);
        return reader.map(m -> m.getAnnotation(Holds.class)).map(Holds::value);
    }

    private static Optional<OneOf> said(Class<?> type, String column) {
        Optional<Method> reader = type == null ? Optional.empty() : reader(type, column);
        return reader.map(m -> m.getAnnotation(OneOf.class));
    }

    private static Supplier<List<String>> made(Class<? extends Supplier<List<String>>> list) {
        try {
            return list.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The columns of a list of maps with the same keys; empty for any other list. */
    public static List<String> common(Collection<?> rows) {
        if (rows.isEmpty() || !rows.stream().allMatch(r -> r instanceof Map<?, ?> map && !map.isEmpty())) {
            return List.of();
        }
        Set<?> keys = ((Map<?, ?>) rows.iterator().next()).keySet();
        boolean same = rows.stream().allMatch(r -> ((Map<?, ?>) r).keySet().equals(keys));
        return same ? keys.stream().map(String::valueOf).toList() : List.of();
    }
}
