package nsx.dsl.remote;

import groovy.lang.GroovyObjectSupport;
import java.util.List;
import java.util.Map;
import nsx.dsl.error.NsxException;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.OpenFacts;

/** A live object of another host, such as a device; its methods and properties are executed there. */
public final class RemoteValue extends GroovyObjectSupport implements Facts, OpenFacts {
    private final HostConnection connection;
    private final int number;
    private final String text;
    private final List<String> facts;

    RemoteValue(HostConnection connection, int number, String text, List<String> facts) {
        this.connection = connection;
        this.number = number;
        this.text = text;
        this.facts = facts;
    }

    Map<String, Object> mention(HostConnection to) {
        if (to != connection) {
            throw new NsxException(text + " is an object of " + connection.host())
                    .because(to.host() + " cannot use it")
                    .at(text);
        }
        return Map.of("$", "object", "id", number);
    }

    @Override
    public Object invokeMethod(String name, Object arguments) {
        return connection.method(number, name, arguments instanceof Object[] all ? all : new Object[] {arguments});
    }

    @Override
    public Object getProperty(String name) {
        return connection.get(number, name);
    }

    @Override
    public void setProperty(String name, Object value) {
        connection.set(number, name, value);
    }

    @Override
    public List<String> facts() {
        return facts;
    }

    @Override
    public Object fact(String name) {
        return connection.get(number, name);
    }

    /** Calls a method as {@link #invokeMethod} does, for objects that are not for scripts. */
    public Object ask(String method, Object... arguments) {
        return connection.method(number, method, arguments);
    }

    /** Releases the object on the other side. */
    public void leave() {
        connection.leave(number);
    }

    @Override
    public String toString() {
        return text;
    }
}
