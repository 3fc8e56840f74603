package nsx.dsl.why.across;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import nsx.conntrack.TrackedConnection;
import nsx.diag.InetSocket;
import nsx.diag.SocketProtocol;
import nsx.dsl.error.NsxException;
import nsx.dsl.why.Held;
import nsx.filter.Packet;
import nsx.netlink.Ip;
import nsx.rtnl.Neighbour;
import nsx.rtnl.Qdisc;
import nsx.rtnl.Route;
import nsx.rtnl.TrafficFilter;
import nsx.xfrm.IpsecPolicy;

/** What {@link FarHeld} asks, answered with what is held here: texts, numbers and bytes. */
record HeldAnswers(Held held) {
    Object to(String question, List<?> with) {
        return switch (question) {
            case "parameter" -> held.parameter((String) with.get(0)).orElse(null);
            case "sockets" ->
                held.sockets(number(with, 0))
                        .map(all -> StateForm.bytes(all, InetSocket::all))
                        .orElse(null);
            case "options" ->
                held.options(socket(((Number) with.get(0)).longValue()))
                        .map(o -> List.of(o.leastTtl(), o.leastHops(), o.filtered()))
                        .orElse(null);
            case "queues" -> StateForm.bytes(held.queues(), Qdisc::all);
            case "classifiers" -> StateForm.bytes(held.classifiers(), TrafficFilter::all);
            case "programmed" -> held.isProgrammed(number(with, 0), (Boolean) with.get(1));
            case "choosing" -> held.isChoosing();
            case "filtering" -> held.isFiltering();
            case "programs" -> programs(((Number) with.get(0)).longValue());
            case "tables" -> held.tables();
            case "connections" -> StateForm.bytes(held.connections(packet(with)), TrackedConnection::all);
            case "policies" ->
                held.policies()
                        .map(all -> all.stream().map(HeldAnswers::policy).toList())
                        .orElse(null);
            case "proxies" -> StateForm.bytes(held.proxies(), Neighbour::all);
            case "exceptions" -> StateForm.bytes(held.exceptions(), Route::all);
            default -> throw new NsxException("nsx there does not know '" + question + "'");
        };
    }

    private static int number(List<?> with, int position) {
        return (Integer) with.get(position);
    }

    private List<Object> programs(long group) {
        nsx.cgroup.GroupPrograms found = held.programs(group);
        return List.of(found.group(), found.places().stream().map(Enum::name).toList());
    }

    /** What it is asked for is found by its number alone. */
    private static InetSocket socket(long inode) {
        InetAddress none = Ip.of(new byte[4]);
        return new InetSocket(SocketProtocol.TCP, "", none, 0, none, 0, 0, 0, 0, 0, inode, false);
    }

    private static Packet packet(List<?> with) {
        InetAddress source = Ip.parse((String) with.get(0));
        InetAddress destination = Ip.parse((String) with.get(1));
        return new Packet(
                source,
                destination,
                number(with, 2),
                0,
                number(with, 3),
                false,
                Packet.Device.NONE,
                Packet.Device.NONE);
    }

    private static List<Object> policy(IpsecPolicy policy) {
        return Arrays.asList(
                policy.direction(),
                policy.source().toString(),
                policy.destination().toString(),
                policy.protocol(),
                policy.sourcePort().port(),
                policy.sourcePort().mask(),
                policy.port().port(),
                policy.port().mask(),
                policy.blocks(),
                policy.transforms());
    }
}
