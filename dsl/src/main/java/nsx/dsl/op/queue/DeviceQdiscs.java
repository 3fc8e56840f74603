package nsx.dsl.op.queue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.netlink.Message;
import nsx.netlink.NetlinkException;
import nsx.netlink.Request;
import nsx.rtnl.Classifiers;
import nsx.rtnl.Link;
import nsx.rtnl.Qdisc;
import nsx.rtnl.Qdiscs;
import nsx.rtnl.TrafficClass;
import nsx.sys.Errno;

/**
 * Looks up qdiscs of one device. The kernel lists only those of all devices, so each is asked for by its place.
 *
 * @param index the index of the device
 */
public record DeviceQdiscs(Here here, int index) {
    /** The errors for a missing qdisc: no such class or handle, and a parent that has no classes. */
    private static final Set<Errno> NONE = EnumSet.of(Errno.ENOENT, Errno.EOPNOTSUPP, Errno.EINVAL);

    private static final String NO_QUEUE = "noqueue";

    /**
     * The qdisc of a parent.
     *
     * @param parent {@link Qdisc#ROOT}, {@link Qdisc#INGRESS} or a class
     */
    public Optional<Qdisc> at(int parent) {
        return ask(Qdiscs.get(index, parent));
    }

    /** The kind of the qdisc with this handle. */
    Optional<String> kind(int handle) {
        return ask(Qdiscs.numbered(index, handle)).map(Qdisc::kind);
    }

    /** The qdiscs of the device itself: the one for what it sends, and the one for what comes in. */
    List<Qdisc> top() {
        return Stream.of(Qdisc.ROOT, Qdisc.INGRESS)
                .flatMap(parent -> at(parent).stream())
                .toList();
    }

    /** All qdiscs of a device, except those below a default one, which nobody made, and none that only stands for no queue. */
    public static List<Qdisc> all(Here here, Link link) {
        DeviceQdiscs own = new DeviceQdiscs(here, link.index());
        boolean queues =
                link.all().findString("IFLA_QDISC").filter(NO_QUEUE::equals).isEmpty();
        List<Qdisc> all = new ArrayList<>(
                queues ? own.top() : own.at(Qdisc.INGRESS).stream().toList());
        if (all.stream().anyMatch(q -> q.handle() != 0)) {
            ClassOperations.all(here, link.index()).stream()
                    .filter(c -> c.leaf() != 0)
                    .map(TrafficClass::handle)
                    .forEach(parent -> own.at(parent).ifPresent(all::add));
        }
        return all;
    }

    static boolean isTop(Qdisc qdisc) {
        return qdisc.isRoot() || qdisc.parent() == Qdisc.INGRESS;
    }

    /** The class with this handle. */
    Optional<TrafficClass> ofClass(int handle) {
        return find(Classifiers.get(index, handle)).map(TrafficClass::decode);
    }

    private Optional<Qdisc> ask(Request request) {
        return find(request).map(Qdisc::decode);
    }

    private Optional<Message> find(Request request) {
        try {
            return Devices.rtnl(here).find(request);
        } catch (NetlinkException e) {
            if (NONE.contains(Errno.of(e.errno()))) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
