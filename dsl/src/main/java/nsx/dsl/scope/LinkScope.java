package nsx.dsl.scope;

import groovy.lang.GroovyObjectSupport;
import groovy.lang.MissingMethodException;
import groovy.lang.MissingPropertyException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nsx.dsl.Texts;
import nsx.dsl.Written;
import nsx.dsl.op.LinkProperty;
import nsx.dsl.value.DevArgument;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Option;

/**
 * The words inside the block of a device: {@code bridge br0 { port 'x'; address '10.0.0.10/24'; stp true; up() }}. It only writes
 * down what is wanted; the word around it makes it so, all or nothing.
 */
public final class LinkScope extends GroovyObjectSupport {
    private final Kind kind;
    private final Map<String, StackTraceElement> written = new HashMap<>();
    private final Map<String, Object> options = new LinkedHashMap<>();
    private final Map<LinkProperty, Object> properties = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> ports = new LinkedHashMap<>();
    private final List<Object[]> addresses = new ArrayList<>();
    private final List<String> altnames = new ArrayList<>();
    private Boolean up;
    private String master;

    public LinkScope(Kind kind) {
        this.kind = kind;
    }

    public void up() {
        up = true;
        note("up");
    }

    public void down() {
        up = false;
        note("up");
    }

    public void master(Object name) {
        master = Texts.of(name);
        note("master");
    }

    public void altname(Object name) {
        altnames.add(Texts.of(name));
        note("altname " + Texts.of(name));
    }

    public void address(Object... arguments) {
        addresses.add(arguments);
        note("address " + (addresses.size() - 1));
    }

    /** {@code port 'x', 'y'} or {@code port 'x', isolated: true, cost: 5}; of a kind that has such an option, the option. */
    public void port(Object... arguments) {
        if (arguments.length == 1 && isOption("port")) {
            accept("port", arguments[0]);
            return;
        }
        Map<String, Object> portOptions = new LinkedHashMap<>();
        for (Object argument : arguments) {
            if (argument instanceof Map<?, ?> map) {
                map.forEach((k, v) -> portOptions.put(String.valueOf(k), v));
            } else {
                ports.put(Texts.of(argument), portOptions);
                note("port " + Texts.of(argument));
            }
        }
    }

    private void note(String wish) {
        Written.here().ifPresent(line -> written.put(wish, line));
    }

    /** The line that asked for {@code up}, {@code master}, {@code port x}, {@code address 0} or an option by its name; or null. */
    StackTraceElement written(String wish) {
        return written.get(wish);
    }

    /**
     * Sets an option or property by its name; false when there is none of that name. Not called {@code set}: Groovy would take
     * that for the setter of whatever it does not find.
     */
    public boolean accept(String name, Object value) {
        note(name);
        if (isOption(name)) {
            options.put(name, value);
            return true;
        }
        return LinkProperty.named(name)
                .map(p -> properties.put(p, p.normal(value)) != this)
                .orElse(false);
    }

    private boolean isOption(String name) {
        return kind.options(name).stream().anyMatch(Option::settable) || name.equals("dev") && kind.isOnLink();
    }

    public Object methodMissing(String name, Object arguments) {
        Object[] all = (Object[]) arguments;
        if (all.length == 1 && accept(name, all[0])) {
            return null;
        }
        throw new MissingMethodException(name, LinkScope.class, all);
    }

    public void propertyMissing(String name, Object value) {
        if (!accept(name, value)) {
            throw new MissingPropertyException(name, LinkScope.class);
        }
    }

    public Map<String, Object> options() {
        return options;
    }

    public Map<LinkProperty, Object> properties() {
        return properties;
    }

    public Map<String, Map<String, Object>> ports() {
        return ports;
    }

    /** Each as the arguments of {@code address}, with {@code dev:} in front. */
    public List<Object[]> addresses(String device) {
        return addresses.stream().map(a -> DevArgument.add(a, device)).toList();
    }

    public List<String> altnames() {
        return altnames;
    }

    /** True, false, or null when the block does not say. */
    public Boolean isUp() {
        return up;
    }

    /** The master's name, or null. */
    public String master() {
        return master;
    }
}
