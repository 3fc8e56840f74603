package nsx.dsl.session;

import groovy.lang.Closure;
import groovy.lang.DelegatingMetaClass;
import groovy.lang.MetaBeanProperty;
import groovy.lang.MetaClass;
import groovy.lang.MetaClassImpl;
import groovy.lang.MetaMethod;
import groovy.lang.MetaProperty;
import groovy.lang.Script;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.dsl.error.Failure;
import nsx.dsl.error.NsxException;
import nsx.dsl.shape.Rows;
import nsx.dsl.shape.RowsView;
import org.codehaus.groovy.reflection.CachedField;
import org.codehaus.groovy.reflection.CachedMethod;
import org.codehaus.groovy.runtime.GroovyCategorySupport;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.codehaus.groovy.runtime.metaclass.TransformMetaMethod;

/**
 * The view that scripts have of an object of nsx. Groovy also finds private members; they are hidden here, so that
 * none hides a word, device or variable of that name. Errors of the kernel become an {@link NsxException}.
 */
@SuppressWarnings({"rawtypes", "deprecation"}) // the signatures are Groovy's
public final class ScriptView extends DelegatingMetaClass {
    private static final List<String> ROOMS = List.of("nsx.dsl.value.", "nsx.dsl.scope.", "nsx.dsl.plan.");
    /** The methods that Groovy calls for an unknown name. */
    private static final Set<String> MISSING = Set.of("methodMissing", "propertyMissing");

    private static final Object[] NONE = {};

    private final boolean scope;
    private final Set<String> shown;
    private final Set<String> declared;
    /** The getters of properties that were read before and need no further decision. */
    private final Map<String, MetaMethod> getters = new ConcurrentHashMap<>();

    private ScriptView(MetaClass everything) {
        super(everything);
        Class<?> type = everything.getTheClass();
        scope = Scope.class.isAssignableFrom(type);
        shown = names(Arrays.stream(type.getMethods()).filter(m -> !scope || isOwn(m)));
        declared = names(declared(type));
    }

    private static Set<String> names(Stream<Method> methods) {
        return methods.map(Method::getName).collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<Method> declared(Class<?> type) {
        return type == null
                ? Stream.empty()
                : Stream.concat(Arrays.stream(type.getDeclaredMethods()), declared(type.getSuperclass()));
    }

    /** Whether nsx itself declares the method, rather than Java or Groovy. */
    private static boolean isOwn(Method method) {
        return !Modifier.isStatic(method.getModifiers())
                && method.getDeclaringClass().getName().startsWith("nsx.")
                && !MISSING.contains(method.getName())
                && Arrays.stream(Object.class.getMethods())
                        .noneMatch(m -> m.getName().equals(method.getName()));
    }

    /** The view of an object with this metaclass; for an object of another program, the metaclass itself. */
    public static MetaClass of(MetaClass everything) {
        Class<?> type = everything.getTheClass();
        MetaClass shown = Rows.class.isAssignableFrom(type) ? new RowsView(everything) : everything;
        return isShown(type) ? new ScriptView(shown) : shown;
    }

    private static boolean isShown(Class<?> type) {
        return (Scope.class.isAssignableFrom(type)
                        || type == WordReference.class
                        || ROOMS.stream().anyMatch(type.getName()::startsWith))
                && !Script.class.isAssignableFrom(type)
                && !Closure.class.isAssignableFrom(type);
    }

    private boolean hides(String method) {
        return scope ? !shown.contains(method) : declared.contains(method) && !shown.contains(method);
    }

    private boolean hidesReading(String property) {
        MetaProperty found = delegate.getMetaProperty(property);
        if (found instanceof MetaBeanProperty bean) {
            return bean.getGetter() == null || !isVisible(bean.getGetter());
        }
        return isHidden(found);
    }

    private boolean hidesSetting(String property) {
        MetaProperty found = delegate.getMetaProperty(property);
        if (found instanceof MetaBeanProperty bean) {
            // the error for a read-only property explains it
            return bean.getSetter() == null ? hidesReading(property) : !isVisible(bean.getSetter());
        }
        return isHidden(found);
    }

    private boolean isHidden(MetaProperty found) {
        return found instanceof CachedField field && !Modifier.isPublic(field.getModifiers()) || scope && found != null;
    }

    private boolean isVisible(MetaMethod accessor) {
        return Modifier.isPublic(accessor.getModifiers()) && !hides(accessor.getName());
    }

    @Override
    public Object invokeMethod(Object object, String name, Object arguments) {
        return invokeMethod(object, name, InvokerHelper.asArray(arguments));
    }

    @Override
    public Object invokeMethod(Object object, String name, Object[] arguments) {
        return told(() -> hides(name)
                ? delegate.invokeMissingMethod(object, name, arguments)
                : delegate.invokeMethod(object, name, arguments));
    }

    @Override
    public Object invokeMethod(
            Class sender, Object object, String name, Object[] arguments, boolean isSuper, boolean isInside) {
        return told(() -> hides(name)
                ? delegate.invokeMissingMethod(object, name, arguments)
                : delegate.invokeMethod(sender, object, name, arguments, isSuper, isInside));
    }

    /** Called by Groovy for calls in blocks directly on the object whose words they use. */
    @Override
    @Deprecated
    public MetaMethod pickMethod(String name, Class[] types) {
        MetaMethod found = hides(name) ? null : delegate.pickMethod(name, types);
        return found == null
                ? null
                : new TransformMetaMethod(found) {
                    @Override
                    public Object invoke(Object object, Object[] arguments) {
                        return told(() -> found.doMethodInvoke(object, arguments));
                    }
                };
    }

    @Override
    public List<MetaMethod> respondsTo(Object object, String name) {
        return hides(name) ? List.of() : delegate.respondsTo(object, name);
    }

    @Override
    public List<MetaMethod> respondsTo(Object object, String name, Object[] types) {
        return hides(name) ? List.of() : delegate.respondsTo(object, name, types);
    }

    @Override
    public MetaProperty hasProperty(Object object, String name) {
        return hidesReading(name) && hidesSetting(name) ? null : delegate.hasProperty(object, name);
    }

    @Override
    public Object getProperty(Object object, String name) {
        MetaMethod getter = GroovyCategorySupport.hasCategoryInCurrentThread() ? null : getters.get(name);
        // the class itself, of which a script may ask for the name, has another one's properties
        if (getter != null && delegate.getTheClass().isInstance(object)) {
            return told(getter, object);
        }
        return read(object, name);
    }

    private Object read(Object object, String name) {
        MetaProperty found = delegate.getMetaProperty(name);
        if (found instanceof MetaBeanProperty bean && isPlain(bean, object) && !hidesReading(name)) {
            getters.put(name, bean.getGetter());
        }
        return told(() -> hidesReading(name)
                ? delegate.invokeMissingProperty(object, name, null, true)
                : delegate.getProperty(object, name));
    }

    @Override
    public Object getProperty(Class sender, Object object, String name, boolean isSuper, boolean isInside) {
        return told(() -> hidesReading(name)
                ? delegate.invokeMissingProperty(object, name, null, true)
                : delegate.getProperty(sender, object, name, isSuper, isInside));
    }

    @Override
    public void setProperty(Object object, String name, Object value) {
        told(() -> {
            if (hidesSetting(name)) {
                return delegate.invokeMissingProperty(object, name, value, false);
            }
            delegate.setProperty(object, name, value);
            return null;
        });
    }

    @Override
    public void setProperty(Class sender, Object object, String name, Object value, boolean isSuper, boolean isInside) {
        told(() -> {
            if (hidesSetting(name)) {
                return delegate.invokeMissingProperty(object, name, value, false);
            }
            delegate.setProperty(sender, object, name, value, isSuper, isInside);
            return null;
        });
    }

    /**
     * Whether reading a property is nothing but a call of its getter, whatever the object holds: no field stands before it, and
     * nothing was added to the class.
     */
    private boolean isPlain(MetaBeanProperty property, Object object) {
        return delegate.getClass() == MetaClassImpl.class
                && !(object instanceof Map)
                && property.getGetter() instanceof CachedMethod getter
                && !getter.isStatic()
                && (property.getField() == null || property.getField().isPrivate());
    }

    private static Object told(MetaMethod getter, Object object) {
        try {
            return getter.invoke(object, NONE);
        } catch (RuntimeException e) {
            throw Failure.told(e);
        }
    }

    private static Object told(Supplier<Object> use) {
        try {
            return use.get();
        } catch (RuntimeException e) {
            throw Failure.told(e);
        }
    }
}
