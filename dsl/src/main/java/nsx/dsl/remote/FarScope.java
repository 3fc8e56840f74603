package nsx.dsl.remote;

import groovy.lang.Closure;
import groovy.lang.GroovyObjectSupport;
import groovy.lang.MissingPropertyException;

/**
 * The scope of a block that runs here for a word of another host: its calls are ordinary words, which the other side
 * looks up in its block first; a property assignment sets a property of that block.
 */
public final class FarScope extends GroovyObjectSupport {
    private final HostConnection connection;

    private FarScope(HostConnection connection) {
        this.connection = connection;
    }

    static Object run(HostConnection connection, Closure<?> block, Object... arguments) {
        Closure<?> copy = block.rehydrate(new FarScope(connection), block.getOwner(), block.getThisObject());
        copy.setResolveStrategy(Closure.DELEGATE_FIRST);
        return copy.call(arguments);
    }

    public void propertyMissing(String name, Object value) {
        if (!connection.assign(name, value)) {
            throw new MissingPropertyException(name, FarScope.class);
        }
    }

    public Object propertyMissing(String name) {
        throw new MissingPropertyException(name, FarScope.class);
    }
}
