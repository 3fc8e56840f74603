package nsx.shadow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.netlink.Connection;
import nsx.netlink.Message;
import nsx.netlink.Request;
import nsx.ns.Namespace;
import nsx.rtnl.Listing;
import nsx.sys.Errno;

/** The networks of one plan, by namespace. The plan uses its own numbers for descriptors of namespaces. */
public final class ShadowNetworks {
    /** The first number, greater than any descriptor of a process. */
    private static final int DESCRIPTORS = 1 << 30;

    /** Reads the existing state of namespaces that the plan does not create. */
    public interface Live {
        /** @param family the netlink family, such as {@link Request#ROUTE} */
        Connection netlink(Namespace namespace, int family);

        /** The answer to a request for the number of another namespace (RTM_GETNSID). */
        List<Message> number(Namespace namespace, Namespace other);

        /** The objects with this key in a list of the namespace. */
        <T> List<T> listed(Namespace namespace, Listing.Kind<T> kind, Object key);
    }

    private final Live live;
    private final Map<Namespace, ShadowNetwork> networks = new HashMap<>();
    private final List<Namespace> described = new ArrayList<>();
    private final Map<Namespace, Integer> descriptors = new HashMap<>();
    private long changes;

    public ShadowNetworks(Live live) {
        this.live = live;
    }

    /** Opens a connection to a namespace's network as the plan leaves it. */
    public Connection connect(Namespace namespace) {
        return new Connection(new ShadowTransport(of(namespace)));
    }

    /** The number that stands for an open descriptor of a namespace in a request. */
    public int descriptor(Namespace namespace) {
        return descriptors.computeIfAbsent(namespace, n -> {
            described.add(n);
            return DESCRIPTORS + described.size() - 1;
        });
    }

    /** The namespace of a descriptor in a request; empty for a number that is not of this plan. */
    public Optional<Namespace> described(int descriptor) {
        int at = descriptor - DESCRIPTORS;
        return at >= 0 && at < described.size() ? Optional.of(described.get(at)) : Optional.empty();
    }

    Namespace behind(int descriptor) {
        return described(descriptor).orElseThrow(() -> new Refusal(Errno.EBADF, ""));
    }

    /** Whether the network has a link of this name. */
    public boolean hasLink(Namespace namespace, String name) {
        return of(namespace).links().has(name);
    }

    ShadowNetwork of(Namespace namespace) {
        return networks.computeIfAbsent(namespace, n -> new ShadowNetwork(this, n));
    }

    Live live() {
        return live;
    }

    /** Notes that a request changed something, so that polling scripts continue. */
    void changed() {
        changes++;
    }

    /** The number of requests so far that changed something. */
    long changes() {
        return changes;
    }

    /** The objects with this key in a list of the namespace's network as the plan leaves it. */
    public <T> List<T> listed(Namespace namespace, Listing.Kind<T> kind, Object key) {
        return of(namespace).listed(kind, key);
    }
}
