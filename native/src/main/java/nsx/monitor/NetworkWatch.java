package nsx.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nsx.netlink.Connection;
import nsx.netlink.Message;
import nsx.netlink.NetlinkException;
import nsx.netlink.Request;
import nsx.ns.Namespace;
import nsx.ns.NsThread;
import nsx.rtnl.Addresses;
import nsx.rtnl.Family;
import nsx.rtnl.Links;
import nsx.rtnl.Neighbours;
import nsx.rtnl.NextHop;
import nsx.rtnl.Nsids;
import nsx.rtnl.Qdiscs;
import nsx.rtnl.Routes;
import nsx.rtnl.Rules;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.NetlinkSocket;
import nsx.sys.SysException;

/**
 * Watches one network namespace for changes (rtnetlink(7)): a socket that is subscribed before the first dump, so
 * that no change is missed, and the state that finds what is new. An open watch keeps the namespace alive.
 */
public final class NetworkWatch implements AutoCloseable {
    /**
     * RTNLGRP_LINK, NEIGH, TC, IPV4_IFADDR, IPV4_ROUTE, IPV4_RULE, IPV6_IFADDR, IPV6_ROUTE, IPV6_RULE, NSID (since 4.0).
     */
    private static final List<Integer> GROUPS = List.of(1, 3, 4, 5, 7, 8, 9, 11, 19, 28);
    /** RTNLGRP_NEXTHOP, since 5.3; older kernels have no next hop objects. */
    private static final int NEXT_HOPS = 32;

    private final Namespace namespace;
    private final NetlinkSocket events;
    private final NetworkState state = new NetworkState();
    private final List<Change> first;

    private NetworkWatch(Namespace namespace) {
        this.namespace = namespace;
        this.events = subscribe(namespace);
        try {
            this.first = state.resync(dump());
        } catch (RuntimeException e) {
            events.close();
            throw e;
        }
    }

    /**
     * Starts watching a namespace.
     *
     * @throws nsx.ns.NamespaceException if the namespace is gone
     */
    public static NetworkWatch of(Namespace namespace) {
        return new NetworkWatch(namespace);
    }

    /** Opens a socket that becomes readable when something changes in a network namespace. */
    public static NetlinkSocket subscribe(Namespace namespace) {
        return NsThread.enter(List.of(namespace), NetworkWatch::subscribe);
    }

    private static NetlinkSocket subscribe() {
        NetlinkSocket socket = NetlinkSocket.open(Request.ROUTE);
        try {
            GROUPS.forEach(socket::join);
            socket.joinIfKnown(NEXT_HOPS);
            return socket;
        } catch (RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static List<Message> hops(Connection rtnl) {
        try {
            return rtnl.dump(NextHop.dump()).messages();
        } catch (NetlinkException e) {
            if (Errno.of(e.errno()) == Errno.EOPNOTSUPP) {
                return List.of();
            }
            throw e;
        }
    }

    private List<Message> dump() {
        return NsThread.enter(List.of(namespace), () -> {
            try (Connection rtnl = new Connection(NetlinkSocket.open(Request.ROUTE))) {
                List<Message> all = new ArrayList<>();
                for (Request request : List.of(
                        Links.dump(),
                        Addresses.dump(Family.INET),
                        Addresses.dump(Family.INET6),
                        Routes.dump(Family.INET),
                        Routes.dump(Family.INET6),
                        Neighbours.dump(Family.INET),
                        Neighbours.dump(Family.INET6),
                        Neighbours.dumpFdb(),
                        Rules.dump(Family.INET),
                        Rules.dump(Family.INET6),
                        Qdiscs.dump(),
                        Nsids.dump())) {
                    all.addAll(rtnl.dump(request).messages());
                }
                all.addAll(hops(rtnl));
                return all;
            }
        });
    }

    /** The initial objects as added objects. */
    public List<Change> first() {
        return first;
    }

    public Namespace namespace() {
        return namespace;
    }

    /** The descriptor, readable after a change. */
    public Fd fd() {
        return events.fd();
    }

    /**
     * Returns the changes since the last call, without waiting. If the kernel lost messages, a dump finds the
     * changes.
     */
    public List<Change> read() {
        List<Message> messages = new ArrayList<>();
        boolean whole = receive(messages);
        List<Change> changes = new ArrayList<>(state.apply(messages));
        if (!whole) {
            List<Change> missed = state.resync(dump());
            changes.add(new Change(
                    Change.LOST,
                    "events",
                    "they came faster than nsx read them; a full comparison shows " + missed.size() + " differences"));
            changes.addAll(missed);
        }
        return changes;
    }

    /** Reads what has come; false if the kernel lost messages after those. */
    private boolean receive(List<Message> messages) {
        try {
            for (Optional<byte[]> got = events.receiveNow(); got.isPresent(); got = events.receiveNow()) {
                messages.addAll(Message.parse(got.get()));
            }
            return true;
        } catch (SysException e) {
            if (e.errno() != Errno.ENOBUFS) {
                throw e;
            }
            return false;
        }
    }

    @Override
    public void close() {
        events.close();
    }
}
