package nsx.dsl.value.socket;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.diag.InetSocket;
import nsx.diag.SocketDiag;
import nsx.diag.SocketProtocol;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Here;
import nsx.netlink.Connection;
import nsx.netlink.Ip;
import nsx.netlink.Request;
import nsx.ns.NamespaceException;
import nsx.sys.SysException;

/**
 * What TCP measures of the sockets of one network namespace. A list that does not show it leaves it out, because the
 * kernel's answer is three times as long with it; it is read when it is first asked for.
 */
final class SocketMeasures {
    private final Here there;
    private Map<Long, InetSocket> all;

    SocketMeasures(Here there) {
        this.there = there;
    }

    /** The socket with its measurements; empty if it is gone meanwhile. */
    synchronized Optional<InetSocket> of(InetSocket socket) {
        if (socket.protocol() != SocketProtocol.TCP || socket.info().isPresent()) {
            return Optional.of(socket);
        }
        if (all == null) {
            all = read();
        }
        return Optional.ofNullable(all.get(socket.cookie()));
    }

    private Map<Long, InetSocket> read() {
        Map<Long, InetSocket> read = new HashMap<>();
        try {
            Connection diag = there.kernel().netlink(there.context(), Request.SOCK_DIAG);
            for (int family : List.of(Ip.AF_INET, Ip.AF_INET6)) {
                diag.dump(SocketDiag.dump(family, SocketProtocol.TCP, true))
                        .decode(m -> InetSocket.decode(SocketProtocol.TCP, m))
                        .forEach(s -> read.put(s.cookie(), s));
            }
        } catch (NsxException | NamespaceException | SysException e) {
            // the namespace has ended, and its sockets with it
            return Map.of();
        }
        return read;
    }
}
