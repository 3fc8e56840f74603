package nsx.repl.complete;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.dsl.unit.Units;
import nsx.repl.render.Properties;
import org.codehaus.groovy.runtime.DefaultGroovyMethods;
import org.codehaus.groovy.runtime.StringGroovyMethods;

/** Lists the properties and methods of a class by reflection; no object is read. */
final class MemberItems {
    private static final Map<Class<?>, List<Item>> METHODS = new ConcurrentHashMap<>();

    private static final List<Item> UNITS = Arrays.stream(Units.class.getMethods())
            .filter(m -> m.getName().startsWith("get") && m.getParameterCount() == 1)
            .sorted(Comparator.comparing(Method::getName))
            .map(m -> Item.of(unit(m.getName().substring("get".length())), called(m)))
            .toList();

    /** The methods of every list. */
    private static final Set<String> OF_LISTS = Stream.concat(
                    Arrays.stream(List.class.getMethods()).map(Method::getName), Stream.of("toString"))
            .collect(Collectors.toSet());

    private MemberItems() {}

    /** The property name of a getter: {@code getMs} is {@code ms}, {@code getKB} is {@code KB}, as in Groovy. */
    private static String unit(String name) {
        boolean capitals = name.equals(name.toUpperCase(Locale.ROOT));
        return capitals ? name : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    /** The properties in alphabetical order. */
    static List<Item> properties(Class<?> type) {
        if (Number.class.isAssignableFrom(type)) {
            return UNITS;
        }
        return isKnown(type)
                ? Properties.getters(type).stream()
                        .map(p -> Item.of(
                                p, getter(type, p).map(MemberItems::called).orElse("")))
                        .toList()
                : List.of();
    }

    /** The methods in alphabetical order, each with its opening bracket. */
    static List<Item> methods(Class<?> type) {
        return isKnown(type) ? METHODS.computeIfAbsent(type, MemberItems::read) : List.of();
    }

    /** The {@link #methods} that nsx declares, without those of Java and Groovy. */
    static List<Item> own(Class<?> type) {
        Set<String> names = Arrays.stream(type.getMethods())
                .filter(m -> m.getDeclaringClass().getName().startsWith("nsx."))
                .filter(m -> !OF_LISTS.contains(m.getName()))
                .map(m -> m.getName() + "(")
                .collect(Collectors.toSet());
        return methods(type).stream().filter(m -> names.contains(m.text())).toList();
    }

    private static boolean isKnown(Class<?> type) {
        return type != Object.class && !Number.class.isAssignableFrom(type);
    }

    private static List<Item> read(Class<?> type) {
        Map<String, Item> all = new TreeMap<>();
        Set<String> accessors = accessors(type);
        for (Method method : type.getMethods()) {
            String name = method.getName();
            if (Properties.isCalled(method) && !accessors.contains(name)) {
                all.putIfAbsent(name, Item.of(name + "(", called(method)));
            }
        }
        if (!type.getName().startsWith("nsx.") || List.class.isAssignableFrom(type)) {
            groovys(type).forEach(m -> all.putIfAbsent(m.getName(), Item.of(m.getName() + "(", called(m))));
        }
        return List.copyOf(all.values());
    }

    private static Set<String> accessors(Class<?> type) {
        Set<String> names = new HashSet<>();
        for (String property : Properties.getters(type)) {
            String capital = property.substring(0, 1).toUpperCase(Locale.ROOT) + property.substring(1);
            names.addAll(List.of("get" + capital, "is" + capital, "set" + capital));
        }
        return names;
    }

    /** The methods that Groovy adds to the class but not to every object. */
    private static Stream<Method> groovys(Class<?> type) {
        return Stream.of(DefaultGroovyMethods.class, StringGroovyMethods.class)
                .flatMap(c -> Arrays.stream(c.getMethods()))
                .filter(m -> Modifier.isStatic(m.getModifiers()) && m.getParameterCount() > 0)
                .filter(m -> !m.isAnnotationPresent(Deprecated.class))
                .filter(m ->
                        m.getParameterTypes()[0] != Object.class && m.getParameterTypes()[0].isAssignableFrom(type))
                .filter(m -> m.getName().matches("[a-z]\\w*") && !m.getName().matches("(get|is)[A-Z]?.*"));
    }

    private static String called(Method method) {
        Class<?> result = method.getReturnType();
        return result == void.class || result == Object.class
                ? ""
                : result.getSimpleName().replaceFirst("Value$", "");
    }

    /** The class of a property or of a method's result; empty if there is none or the overloads differ. */
    static Optional<Class<?>> type(Class<?> type, String name, boolean called) {
        if (!isKnown(type)) {
            return Optional.empty();
        }
        if (!called) {
            Optional<Method> getter = getter(type, name);
            if (getter.isPresent()) {
                return getter.map(Method::getReturnType);
            }
        }
        List<Method> methods = written(Arrays.stream(type.getMethods())
                .filter(m -> m.getName().equals(name))
                .toList());
        List<Class<?>> results =
                methods.stream().<Class<?>>map(Method::getReturnType).distinct().toList();
        return results.isEmpty() ? Optional.empty() : Optional.of(results.size() == 1 ? results.get(0) : Object.class);
    }

    /** The declared class of the elements of a property or of a method's result. */
    static Class<?> element(Class<?> type, String name, boolean called) {
        Optional<Method> getter = called ? Optional.empty() : getter(type, name);
        List<Method> methods = getter.map(List::of)
                .orElseGet(() -> written(Arrays.stream(type.getMethods())
                        .filter(m -> m.getName().equals(name))
                        .toList()));
        return methods.isEmpty() ? Object.class : Elements.of(methods.get(0).getGenericReturnType());
    }

    /**
     * Leaves out bridge methods, which the compiler adds for narrower result types, except those of a hidden
     * superclass, which exist only as bridge methods.
     */
    private static List<Method> written(List<Method> methods) {
        List<Method> plain = methods.stream().filter(m -> !m.isSynthetic()).toList();
        return plain.isEmpty() ? methods : plain;
    }

    private static Optional<Method> getter(Class<?> type, String property) {
        String capital = property.substring(0, 1).toUpperCase(Locale.ROOT) + property.substring(1);
        return written(Arrays.stream(type.getMethods())
                        .filter(m -> m.getParameterCount() == 0)
                        .filter(m -> m.getName().equals("get" + capital)
                                || m.getName().equals("is" + capital))
                        .toList())
                .stream()
                .findFirst();
    }
}
