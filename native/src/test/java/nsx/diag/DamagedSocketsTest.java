package nsx.diag;

import java.util.List;
import nsx.netlink.Message;
import nsx.test.Mutations;
import org.junit.jupiter.api.Test;

/** Sockets whose bytes make no sense. */
class DamagedSocketsTest {
    @Test
    void areReadOrACodecException() {
        List<byte[]> samples = SocketDiagTest.CAPTURED.stream()
                .map(hex -> SocketDiagTest.message(hex).payload())
                .toList();
        Mutations.read("sock_diag", samples, bytes -> {
            Message message = new Message(20, 0, 0, 0, bytes);
            Mutations.any(bytes, b -> UnixSocket.decode(message).toString(), b -> {
                InetSocket socket = InetSocket.decode(SocketProtocol.TCP, message);
                socket.info();
                socket.only6();
                socket.remote();
                socket.toString();
            });
        });
    }
}
