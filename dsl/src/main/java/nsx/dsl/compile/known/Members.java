package nsx.dsl.compile.known;

import groovy.lang.Closure;
import groovy.lang.MetaClass;
import groovy.lang.MetaMethod;
import groovy.lang.MetaProperty;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nsx.dsl.shape.MoreFacts;
import nsx.dsl.word.Signature;
import org.codehaus.groovy.runtime.InvokerHelper;

/** Finds the properties and methods of a class as a run would, including those that Groovy adds. */
public final class Members {
    private static final Map<Class<?>, Members> ALL = new HashMap<>();

    private final Class<?> type;
    private final Set<String> methods = new TreeSet<>();
    private final Map<String, Set<Integer>> counts = new HashMap<>();
    private final Set<String> repeating = new TreeSet<>();
    private final Set<String> properties = new TreeSet<>();
    private final boolean openMethods;
    private final boolean openProperties;

    private Members(Class<?> type) {
        this.type = type;
        MetaClass groovy = InvokerHelper.getMetaClass(type);
        for (MetaMethod method : groovy.getMetaMethods()) {
            add(method.getName(), method.getNativeParameterTypes());
        }
        for (MetaMethod method : groovy.getMethods()) {
            add(method.getName(), method.getNativeParameterTypes());
        }
        // Groovy does not list those of an interface
        for (Method method : type.getMethods()) {
            add(method.getName(), method.getParameterTypes());
        }
        for (MetaProperty property : groovy.getProperties()) {
            properties.add(property.getName());
        }
        MoreFacts more = type.getAnnotation(MoreFacts.class);
        if (more != null) {
            properties.addAll(facts(more));
        }
        openMethods = has("methodMissing", 2);
        openProperties = more == null && has("propertyMissing", 1);
    }

    public static synchronized Members of(Class<?> type) {
        return ALL.computeIfAbsent(type, Members::new);
    }

    private static Collection<String> facts(MoreFacts more) {
        try {
            var constructor = more.value().getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance().get();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("it has a constructor without arguments: " + more.value(), e);
        }
    }

    private void add(String name, Class<?>[] parameters) {
        methods.add(name);
        int count = parameters.length;
        counts.computeIfAbsent(name, n -> new TreeSet<>()).add(count);
        if (count > 0 && (parameters[count - 1].isArray() || parameters[count - 1] == Closure.class)) {
            repeating.add(name);
        }
        boolean getter = count == 0 && name.matches("(get|is)\\p{Lu}.*|get\\p{Lu}");
        if (getter) {
            properties.add(property(name.replaceFirst("get|is", "")));
        }
    }

    /** The property name for a getter, as in Groovy: {@code Ms} gives {@code ms}, {@code KB} stays {@code KB}. */
    private static String property(String capital) {
        boolean stays = capital.length() > 1
                && capital.substring(0, 2).equals(capital.substring(0, 2).toUpperCase(Locale.ROOT));
        return stays ? capital : capital.substring(0, 1).toLowerCase(Locale.ROOT) + capital.substring(1);
    }

    private boolean has(String hook, int parameters) {
        return Arrays.stream(type.getMethods())
                .anyMatch(m -> m.getName().equals(hook) && m.getParameterCount() == parameters);
    }

    public Set<String> methods() {
        return methods;
    }

    public Set<String> properties() {
        return properties;
    }

    /** Whether words can be called on the value as methods. */
    public boolean takesWords() {
        return openMethods;
    }

    /** Whether the value may have properties that are known only at run time. */
    public boolean isOpen() {
        return openProperties;
    }

    public boolean hasMethod(String name) {
        return methods.contains(name);
    }

    /** Whether a method can be called with this number of arguments; uncertain ones count as valid. */
    public boolean takes(String method, int arguments) {
        return repeating.contains(method)
                || counts.getOrDefault(method, Set.of(arguments)).contains(arguments);
    }

    /** The numbers of arguments that a method can be called with. */
    public Set<Integer> counts(String method) {
        return counts.getOrDefault(method, Set.of());
    }

    public boolean hasProperty(String name) {
        return properties.contains(name) || name.equals("metaClass");
    }

    /** The options of a method: a constant of the class that is a {@link Signature} of the method's name. */
    public Optional<Signature> options(String method) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (field.getType() == Signature.class && Modifier.isStatic(field.getModifiers())) {
                    Signature signature = constant(field);
                    if (signature.word().equals(method)) {
                        return Optional.of(signature);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Signature constant(Field field) {
        try {
            field.setAccessible(true);
            return (Signature) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("it was made accessible: " + field, e);
        }
    }

    /** The type of a property; empty if it is not declared. */
    Optional<Known> property(String name, boolean declared) {
        String capital = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        return written("get" + capital, 0)
                .or(() -> written("is" + capital, 0))
                .or(() -> type.isRecord() && declared ? written(name, 0) : Optional.empty());
    }

    /** The result type of a method; empty if overloads differ. */
    Optional<Known> method(String name) {
        return written(name, -1);
    }

    private Optional<Known> written(String name, int parameters) {
        List<Method> found = new ArrayList<>(Arrays.stream(type.getMethods())
                .filter(m -> m.getName().equals(name) && (parameters < 0 || m.getParameterCount() == parameters))
                .toList());
        if (found.stream().anyMatch(m -> !m.isBridge())) {
            found.removeIf(Method::isBridge);
        }
        boolean same = found.stream().map(Method::getReturnType).distinct().count() == 1;
        return same
                ? Optional.of(Known.list(
                        boxed(found.get(0).getReturnType()),
                        element(found.get(0).getGenericReturnType())))
                : Optional.empty();
    }

    private static Class<?> boxed(Class<?> type) {
        return java.lang.invoke.MethodType.methodType(type).wrap().returnType();
    }

    /** The element class of {@code Table<ProcessRow>}, or of a class that is a list. */
    static Class<?> element(Type type) {
        if (type instanceof ParameterizedType declared) {
            Type first = declared.getActualTypeArguments()[0];
            return isList(declared.getRawType()) && first instanceof Class<?> element ? element : Object.class;
        }
        Type above = isList(type) ? ((Class<?>) type).getGenericSuperclass() : null;
        return above == null ? Object.class : element(above);
    }

    private static boolean isList(Type type) {
        return type instanceof Class<?> c && Collection.class.isAssignableFrom(c);
    }
}
