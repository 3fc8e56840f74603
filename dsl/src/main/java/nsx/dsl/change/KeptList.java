package nsx.dsl.change;

import java.util.List;
import java.util.Optional;
import nsx.netlink.CodecException;
import nsx.netlink.Connection;
import nsx.netlink.Message;
import nsx.rtnl.Listing;
import nsx.sys.Errno;
import nsx.sys.NetlinkSocket;
import nsx.sys.SysException;

/**
 * A list of one network namespace that is dumped once and then follows the kernel's events. The event of an
 * acknowledged change, of nsx or another process, is already in the socket (the kernel sends the event before the
 * acknowledgement), so after reading the events the list is as current as a dump.
 */
final class KeptList<T> implements AutoCloseable {
    private final Listing.Kind<T> kind;
    private final NetlinkSocket events;
    /**
     * The time after the event of a device going down during which a dump is not kept: the kernel sends the event of
     * another process's change before it removes dependent objects.
     */
    private static final long UNSETTLED_NANOS = 20_000_000;

    /** The list; null if it must be dumped. */
    private Listing<T> list;

    private long doubted = System.nanoTime() - UNSETTLED_NANOS;

    private KeptList(Listing.Kind<T> kind, NetlinkSocket events) {
        this.kind = kind;
        this.events = events;
    }

    /** Starts following a list of the calling thread's network namespace. */
    static <T> KeptList<T> open(Listing.Kind<T> kind) {
        NetlinkSocket events = NetlinkSocket.open(kind.family());
        try {
            kind.groups().forEach(events::join);
            for (int group : kind.newer()) {
                events.joinIfKnown(group);
            }
            return new KeptList<>(kind, events);
        } catch (RuntimeException e) {
            events.close();
            throw e;
        }
    }

    /** The current objects with this key. */
    List<T> at(Connection connection, Object key) {
        follow();
        if (list != null && !list.isFleeting(key)) {
            return list.at(key);
        }
        Listing<T> dumped = kind.dump(connection);
        list = dumped.isWhole() && System.nanoTime() - doubted >= UNSETTLED_NANOS ? dumped : null;
        return dumped.at(key);
    }

    /** Reads all events; a full socket or an event with an uncertain effect requires a new dump. */
    private void follow() {
        while (true) {
            try {
                Optional<byte[]> events = this.events.receiveNow();
                if (events.isEmpty()) {
                    return;
                }
                Message.parse(events.get()).forEach(this::apply);
            } catch (CodecException e) {
                doubt();
            } catch (SysException e) {
                if (e.errno() != Errno.ENOBUFS) {
                    throw e;
                }
                doubt();
            }
        }
    }

    private void doubt() {
        list = null;
        doubted = System.nanoTime();
    }

    private void apply(Message event) {
        if (list != null && !list.apply(event)) {
            doubt();
        }
    }

    @Override
    public void close() {
        events.close();
    }
}
