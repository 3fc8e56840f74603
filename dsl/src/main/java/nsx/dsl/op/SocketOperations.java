package nsx.dsl.op;

import nsx.diag.InetSocket;
import nsx.diag.SocketDiag;
import nsx.dsl.change.Operation;
import nsx.dsl.session.Here;
import nsx.process.Program;

/** Operations on sockets of a network namespace. */
public record SocketOperations(Here here) {
    /** The operation that closes a socket, which cannot be undone. */
    public Operation kill(InetSocket socket, String local, String remote) {
        String protocol = socket.protocol().text();
        String command = "ss -K -a --" + protocol + " src " + Program.inQuotes(local)
                + (socket.remotePort() == 0 ? "" : " dst " + Program.inQuotes(remote));
        return Operation.irreversible(
                here.context(),
                new Operation.Netlink(() -> SocketDiag.destroy(socket)),
                command,
                "end the " + protocol + " socket " + local + (socket.remotePort() == 0 ? "" : " to " + remote));
    }
}
