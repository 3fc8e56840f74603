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
 * A list of one network namespace that is dumped once and then follows the kernel's events. A change that was acknowledged, here or to another
 * process, has its event in the socket already (rtnetlink sends it before the acknowledgement), so what is read after the events is never older than a dump.
 */
final class KeptList<T> implements AutoCloseable {
    private final Listing.Kind<T> kind;
    private final NetlinkSocket events;
    /**
     * The kernel tells of a device that goes down before it drops what is over it, so a dump right after such an event, when another
     * process caused it, is not kept.
     */
    private static final long UNSETTLED_NANOS = 20_000_000;

    /** Null when it has to be dumped. */
    private Listing<T> list;

    private long doubted = System.nanoTime() - UNSETTLED_NANOS;

    private KeptList(Listing.Kind<T> kind, NetlinkSocket events) {
        this.kind = kind;
        this.events = events;
    }

    /** Follows a list of the calling thread's network namespace. */
    static <T> KeptList<T> open(Listing.Kind<T> kind, int family) {
        NetlinkSocket events = NetlinkSocket.open(family);
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

    /** The objects of this key as they are now. */
    List<T> at(Connection rtnl, Object key) {
        follow();
        if (list != null && !list.isFleeting(key)) {
            return list.at(key);
        }
        Listing<T> dumped = kind.dump(rtnl);
        list = dumped.isWhole() && System.nanoTime() - doubted >= UNSETTLED_NANOS ? dumped : null;
        return dumped.at(key);
    }

    /** Reads all events; more of them than the socket holds, or one that leaves open how the list is, make it be dumped again. */
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
