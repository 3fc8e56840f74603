package nsx.dsl.shape;

import groovy.lang.DelegatingMetaClass;
import groovy.lang.MetaClass;
import groovy.lang.MetaMethod;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Set;
import org.codehaus.groovy.reflection.CachedField;
import org.codehaus.groovy.runtime.DefaultGroovyMethods;
import org.codehaus.groovy.runtime.InvokerHelper;

/**
 * The view that scripts have of a table: Groovy's list methods work on a copy, so that sorting in place or removing
 * elements gives a new table, and a result with the same rows has the same columns.
 */
@SuppressWarnings({"rawtypes", "deprecation"}) // the signatures are Groovy's
public final class RowsView extends DelegatingMetaClass {
    /** Groovy's list methods that return some of the elements, or all of them in another order. */
    private static final Set<String> KEEPING = Set.of(
            "findAll",
            "grep",
            "take",
            "takeRight",
            "takeWhile",
            "drop",
            "dropRight",
            "dropWhile",
            "getAt",
            "subList",
            "head",
            "tail",
            "tails",
            "init",
            "inits",
            "reverse",
            "asReversed",
            "plus",
            "minus",
            "multiply",
            "repeat",
            "union",
            "intersect",
            "interleave",
            "sort",
            "toSorted",
            "shuffled",
            "unique",
            "toUnique",
            "split",
            "groupBy",
            "collate",
            "chop",
            "flatten",
            "swap",
            "asImmutable",
            "asUnmodifiable",
            "asSynchronized",
            "asChecked");

    /** Makes the view of a table class with this metaclass. */
    public RowsView(MetaClass everything) {
        super(everything);
    }

    @Override
    public Object invokeMethod(Object object, String name, Object arguments) {
        return invokeMethod(object, name, InvokerHelper.asArray(arguments));
    }

    @Override
    public Object invokeMethod(Object object, String name, Object[] arguments) {
        return keeps(object, name, arguments)
                ? kept((Rows<?>) object, name, arguments)
                : delegate.invokeMethod(object, name, arguments);
    }

    /** Without this, Groovy takes {@link java.util.List#set} for the setter of every property. */
    @Override
    public void setProperty(Object object, String name, Object value) {
        ((Rows<?>) object).assign(name, value);
    }

    @Override
    public void setProperty(Class sender, Object object, String name, Object value, boolean isSuper, boolean inside) {
        setProperty(object, name, value);
    }

    @Override
    public Object invokeMethod(
            Class sender, Object object, String name, Object[] arguments, boolean isSuper, boolean isInside) {
        return keeps(object, name, arguments)
                ? kept((Rows<?>) object, name, arguments)
                : delegate.invokeMethod(sender, object, name, arguments, isSuper, isInside);
    }

    @Override
    public Object getProperty(Object object, String property) {
        return isField(object, property)
                ? DefaultGroovyMethods.getAt((Rows<?>) object, property)
                : delegate.getProperty(object, property);
    }

    @Override
    public Object getProperty(Class sender, Object object, String property, boolean isSuper, boolean fromInside) {
        return isField(object, property)
                ? DefaultGroovyMethods.getAt((Rows<?>) object, property)
                : delegate.getProperty(sender, object, property, isSuper, fromInside);
    }

    /** Whether Groovy would read a private field of the table, which has no such property itself, instead of this property of its rows. */
    private boolean isField(Object object, String property) {
        return object instanceof Rows
                && delegate.getMetaProperty(property) instanceof CachedField field
                && Modifier.isPrivate(field.getModifiers());
    }

    private static Object kept(Rows<?> table, String name, Object... arguments) {
        return table.kept(InvokerHelper.invokeMethod(new ArrayList<>(table), name, arguments));
    }

    /** Whether it is a Groovy method that keeps the columns, and not one that tables define themselves. */
    private boolean keeps(Object object, String name, Object... arguments) {
        if (!KEEPING.contains(name) || !(object instanceof Rows)) {
            return false;
        }
        MetaMethod found = delegate.pickMethod(name, types(arguments));
        return found == null
                || !Rows.class.isAssignableFrom(found.getDeclaringClass().getTheClass());
    }

    private static Class[] types(Object... arguments) {
        Class[] types = new Class[arguments.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = arguments[i] == null ? null : arguments[i].getClass();
        }
        return types;
    }
}
