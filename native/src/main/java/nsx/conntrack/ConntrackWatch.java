package nsx.conntrack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nsx.netlink.Message;
import nsx.netlink.Request;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.NetlinkSocket;
import nsx.sys.SysException;

/**
 * Reports changes of the tracked connections of one network namespace as they happen. The watch is opened on a thread
 * in the namespace and works from any thread. The kernel reports nothing if nothing is tracked or
 * net.netfilter.nf_conntrack_events is 0.
 */
public final class ConntrackWatch implements AutoCloseable {
    /** NFNLGRP_CONNTRACK_NEW, _UPDATE and _DESTROY (linux/netfilter/nfnetlink_compat.h). */
    private static final List<Integer> GROUPS = List.of(1, 2, 3);
    /** NLM_F_CREATE and NLM_F_EXCL mark a new connection. */
    private static final int FIRST = 0x600;

    private final NetlinkSocket events;
    private long lost;

    /** The kind of change. */
    public enum What {
        NEW,
        CHANGED,
        FORGOTTEN
    }

    /** A change of a connection. The event of a deleted connection carries its final counters. */
    public record Event(What what, TrackedConnection connection) {}

    private ConntrackWatch(NetlinkSocket events) {
        this.events = events;
    }

    /** Starts watching the calling thread's network namespace; EPERM without CAP_NET_ADMIN there. */
    public static ConntrackWatch open() {
        NetlinkSocket socket = NetlinkSocket.open(Request.NETFILTER);
        try {
            GROUPS.forEach(socket::join);
            return new ConntrackWatch(socket);
        } catch (RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** The descriptor to poll for events. */
    public Fd fd() {
        return events.fd();
    }

    /** Returns the events since the last call without waiting. */
    public List<Event> read() {
        List<Event> all = new ArrayList<>();
        try {
            for (Optional<byte[]> got = events.receiveNow(); got.isPresent(); got = events.receiveNow()) {
                Message.parse(got.get()).stream()
                        .filter(ConntrackWatch::isConnection)
                        .forEach(m -> all.add(new Event(what(m), TrackedConnection.decode(m))));
            }
        } catch (SysException e) {
            if (e.errno() != Errno.ENOBUFS) {
                throw e;
            }
            lost++;
        }
        return all;
    }

    private static boolean isConnection(Message message) {
        return message.type() == ConntrackTables.NEW.number() || message.type() == ConntrackTables.DELETE.number();
    }

    private static What what(Message message) {
        if (message.type() == ConntrackTables.DELETE.number()) {
            return What.FORGOTTEN;
        }
        return message.has(FIRST) ? What.NEW : What.CHANGED;
    }

    /** The number of times that the kernel dropped events for lack of room. */
    public long lost() {
        return lost;
    }

    @Override
    public void close() {
        events.close();
    }
}
