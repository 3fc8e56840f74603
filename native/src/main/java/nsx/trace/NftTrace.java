package nsx.trace;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nsx.netlink.Connection;
import nsx.netlink.Message;
import nsx.netlink.NetlinkException;
import nsx.netlink.Request;
import nsx.nft.Expression;
import nsx.nft.ProbeTable;
import nsx.nft.ProbeTable.Layer;
import nsx.nft.Sample;
import nsx.nft.TraceEvent;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.NetlinkSocket;
import nsx.sys.SysException;

/**
 * Reports the steps of packets through nftables in the network namespace in which it was opened. It creates tables,
 * which the kernel removes when the socket is closed.
 */
public final class NftTrace implements AutoCloseable {
    private final ProbeTable table;
    private final NetlinkSocket events;
    private final Connection own;
    private final Set<Layer> made = EnumSet.noneOf(Layer.class);
    private final Set<Layer> left = EnumSet.noneOf(Layer.class);
    private boolean lost;

    private NftTrace(String name, List<List<Expression>> rules) {
        this.table = new ProbeTable(name);
        this.events = NetlinkSocket.open(Request.NETFILTER);
        this.own = new Connection(connect());
        try {
            events.join(TraceEvent.GROUP);
            make(Layer.IP, rules);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        try {
            make(Layer.BRIDGE, rules);
        } catch (NetlinkException e) {
            // a kernel without bridge filters cannot drop anything in them
            made.remove(Layer.BRIDGE);
        }
    }

    private NetlinkSocket connect() {
        try {
            return NetlinkSocket.open(Request.NETFILTER);
        } catch (RuntimeException e) {
            events.close();
            throw e;
        }
    }

    /** Opens a trace of one packet in the calling thread's network namespace; needs CAP_NET_ADMIN there. */
    public static NftTrace open(String name, Sample sample) {
        return new NftTrace(name, sample.rules());
    }

    /**
     * Opens a trace of many packets in the calling thread's network namespace; needs CAP_NET_ADMIN there.
     *
     * @param rules the rules, each of which sets {@code meta nftrace}, as {@link nsx.nft.Filter#traced} does
     */
    public static NftTrace open(List<List<Expression>> rules) {
        return new NftTrace(ProbeOwner.OF_THIS_PROCESS.name(), rules);
    }

    private void make(Layer layer, List<List<Expression>> rules) {
        try {
            own.pipeline(table.create(layer, rules, true));
        } catch (NetlinkException e) {
            if (e.errno() != Errno.EOPNOTSUPP.number() && e.errno() != Errno.EINVAL.number()) {
                throw e;
            }
            // before Linux 5.12 a table has no owner
            own.pipeline(table.create(layer, rules, false));
            left.add(layer);
        }
        made.add(layer);
    }

    /** Whether a step is in one of nsx's own tracing tables. */
    public static boolean isOwn(TraceEvent event) {
        return event.table().startsWith(ProbeTable.PREFIX);
    }

    /** The descriptor to poll for events. */
    public Fd fd() {
        return events.fd();
    }

    /** Returns the steps since the last call without waiting. */
    public List<TraceEvent> events() {
        List<TraceEvent> all = new ArrayList<>();
        try {
            for (Optional<byte[]> got = events.receiveNow(); got.isPresent(); got = events.receiveNow()) {
                Message.parse(got.get()).forEach(m -> TraceEvent.decode(m).ifPresent(all::add));
            }
        } catch (SysException e) {
            if (e.errno() != Errno.ENOBUFS) {
                throw e;
            }
            lost = true;
        }
        return all;
    }

    /** Whether steps were lost because they came too fast. */
    public boolean isLossy() {
        return lost;
    }

    @Override
    public void close() {
        try {
            for (Layer layer : left) {
                own.pipeline(table.delete(layer));
            }
        } finally {
            own.close();
            events.close();
        }
    }
}
