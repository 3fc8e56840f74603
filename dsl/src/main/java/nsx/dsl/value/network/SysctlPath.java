package nsx.dsl.value.network;

import groovy.lang.GroovyObjectSupport;
import nsx.dsl.op.Sysctl;
import nsx.dsl.session.Place;
import nsx.dsl.session.Session;

/**
 * The value of {@code sysctl.net.ipv4.ip_forward}: each property is a directory below /proc/sys, and assigning the
 * last one writes the file.
 */
public final class SysctlPath extends GroovyObjectSupport {
    private final Session session;
    private final String path;
    private final Place place;

    /** @param path the path with slashes; empty for the root */
    public SysctlPath(Session session, String path) {
        this.session = session;
        this.path = path;
        this.place = session.place();
    }

    /** Calls the word {@code sysctl}: {@code sysctl('net.ipv4.ip_forward')}. */
    public Object call(Object... arguments) {
        return session.at(place, () -> session.call("sysctl", arguments));
    }

    /** The value of the parameter of this name, or the path below a directory of this name. */
    public Object propertyMissing(String name) {
        String below = below(name);
        return session.at(
                place,
                () -> Sysctl.isDirectory(session, below)
                        ? new SysctlPath(session, below)
                        : session.call("sysctl", "/" + below));
    }

    /** Sets the parameter of this name. */
    public void propertyMissing(String name, Object value) {
        session.at(place, () -> session.call("sysctl", "/" + below(name), value));
    }

    private String below(String name) {
        return path.isEmpty() ? name : path + "/" + name;
    }

    @Override
    public String toString() {
        return "sysctl " + path.replace('/', '.');
    }
}
