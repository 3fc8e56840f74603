package nsx.dsl.remote;

import groovy.lang.MissingMethodException;
import groovy.lang.MissingPropertyException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.shape.Cells;
import org.codehaus.groovy.runtime.InvokerHelper;

/** The objects of this side that the other side knows by a number, and what it does with one. */
final class LentObjects {
    private final Map<Integer, Object> objects = new HashMap<>();
    private int last;

    /** Numbers an object, and describes it for a message. */
    Map<String, Object> lend(Object live) {
        objects.put(++last, live);
        return Map.of("$", "object", "id", last, "text", Texts.of(live), "facts", Cells.names(live));
    }

    /** The object of this number; an unknown number is an error. */
    Object get(Object number) {
        Object known = objects.get(((Double) number).intValue());
        if (known == null) {
            throw new NsxException("nsx there does not know the object " + number);
        }
        return known;
    }

    /** Forgets an object that the other side does not need any more, and closes it. */
    void leave(Object number) {
        Object left = get(number);
        objects.remove(((Double) number).intValue());
        if (left instanceof AutoCloseable open) {
            try {
                open.close();
            } catch (Exception e) {
                throw new NsxException("cannot close " + Texts.of(left), e);
            }
        }
    }

    /** Calls a method of the object of this number. */
    Object call(Object number, String name, Object... arguments) {
        Object object = get(number);
        try {
            return InvokerHelper.invokeMethod(object, name, arguments);
        } catch (MissingMethodException e) {
            throw name.equals(e.getMethod()) ? missing(object, name) : e;
        }
    }

    private static NsxException missing(Object object, String name) {
        List<String> known = Arrays.stream(object.getClass().getMethods())
                .map(Method::getName)
                .distinct()
                .toList();
        NsxException failure = new NsxException(Texts.of(object) + " has no method '" + name + "'").at(name);
        return known.contains(name)
                ? failure.because("none that takes these arguments")
                : failure.hint(Texts.didYouMean(name, known));
    }

    /** Reads a property of the object of this number. */
    Object property(Object number, String name) {
        return InvokerHelper.getProperty(get(number), name);
    }

    /** Sets a property of the object of this number. */
    void set(Object number, String name, Object value) {
        InvokerHelper.setProperty(get(number), name, value);
    }

    /** Sets a property of a block's scope; false if it has none of this name. */
    static boolean assigns(Object scope, String name, Object value) {
        try {
            InvokerHelper.setProperty(scope, name, value);
            return true;
        } catch (MissingPropertyException e) {
            return false;
        }
    }
}
