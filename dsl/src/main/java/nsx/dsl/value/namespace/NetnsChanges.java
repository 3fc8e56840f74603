package nsx.dsl.value.namespace;

import java.util.List;
import java.util.Optional;
import nsx.dsl.session.Session;
import nsx.monitor.NetworkMonitor;
import nsx.ns.NamedNamespaces;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Inotify;
import nsx.sys.SysException;

/** Watches the named network namespaces in the session's mount namespace. */
public final class NetnsChanges implements NetworkMonitor.Names {
    private final Session session;
    private final Inotify changes = new Inotify();

    public NetnsChanges(Session session) {
        this.session = session;
    }

    @Override
    public List<String> all() {
        return NamedSet.networks(session).names();
    }

    @Override
    public Optional<Namespace> find(String name) {
        return NamedSet.networks(session).namespace(name);
    }

    @Override
    public Fd changed() {
        return changes.fd();
    }

    /** Starts watching. The directory exists only while there is a name; until then its parent is watched. */
    @Override
    public void rearm() {
        changes.drain();
        session.kernel().call(session.context(), () -> {
            try {
                changes.watch("/run");
                changes.watch(new NamedNamespaces(NamespaceKind.NET).directory());
            } catch (SysException e) {
                if (e.errno() != Errno.ENOENT) {
                    throw e;
                }
            }
            return null;
        });
    }

    @Override
    public void close() {
        changes.close();
    }
}
