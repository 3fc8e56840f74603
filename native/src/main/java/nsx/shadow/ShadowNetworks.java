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
import nsx.sys.Errno;

/** The networks of one plan, by namespace. Descriptors of namespaces are numbers of the plan's own. */
public final class ShadowNetworks {
    /** Above any descriptor that a process can have. */
    private static final int DESCRIPTORS = 1 << 30;

    /** Asks the existing state; used for namespaces that the plan does not make. */
    public interface Live {
        /** @param family of netlink, such as {@link Request#ROUTE} */
        Connection netlink(Namespace namespace, int family);

        /** The answer to a request for the number of another namespace (RTM_GETNSID). */
        List<Message> number(Namespace namespace, Namespace other);
    }

    private final Live live;
    private final Map<Namespace, ShadowNetwork> networks = new HashMap<>();
    private final List<Namespace> described = new ArrayList<>();

    public ShadowNetworks(Live live) {
        this.live = live;
    }

    /** A connection to what a plan leaves of a namespace's network. */
    public Connection connect(Namespace namespace) {
        return new Connection(new ShadowTransport(of(namespace)));
    }

    /** A number that represents an open descriptor of a namespace in a request. */
    public int descriptor(Namespace namespace) {
        if (!described.contains(namespace)) {
            described.add(namespace);
        }
        return DESCRIPTORS + described.indexOf(namespace);
    }

    /** The namespace that a descriptor of a request stands for; empty when the number is none of this plan's. */
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

    /** A request changed something; those that wait for a change continue. */
    void changed() {
        networks.values().forEach(ShadowNetwork::changed);
    }
}
