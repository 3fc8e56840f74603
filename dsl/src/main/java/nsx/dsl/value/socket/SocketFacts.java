package nsx.dsl.value.socket;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import nsx.diag.InetSocket;
import nsx.diag.OtherSocket;
import nsx.diag.UnixSocket;
import nsx.dsl.session.DeviceNames;
import nsx.netlink.Ip;

/** The facts of a socket of any kind, written when they are asked for. */
interface SocketFacts {
    String protocol();

    String state();

    String local();

    String remote();

    long receiveQueue();

    long sendQueue();

    /** The id of the user; negative if the kernel does not report it. */
    int user();

    long inode();

    /** The socket if it is one of IP. */
    default Optional<InetSocket> inet() {
        return Optional.empty();
    }

    /** The facts of a socket whose kind says them in other words. */
    record Other(
            String protocol,
            String state,
            String local,
            String remote,
            long receiveQueue,
            long sendQueue,
            int user,
            long inode)
            implements SocketFacts {
        static Other of(UnixSocket socket) {
            return new Other(
                    "unix",
                    socket.state(),
                    socket.name().isEmpty() ? "* " + socket.inode() : socket.name(),
                    socket.peer() == 0 ? "*" : "* " + socket.peer(),
                    socket.receiveQueue(),
                    socket.sendQueue(),
                    socket.user(),
                    socket.inode());
        }

        static Other of(OtherSocket socket, DeviceNames devices) {
            String device = !socket.family().equals("packet")
                    ? ""
                    : ":" + (socket.device() == 0 ? "*" : devices.get(socket.device()));
            return new Other(
                    socket.family(),
                    socket.state(),
                    socket.local() + device,
                    socket.remote(),
                    socket.receiveQueue(),
                    socket.sendQueue(),
                    socket.user(),
                    socket.inode());
        }
    }

    /** The facts of a socket of TCP, UDP or raw IP. */
    record Inet(InetSocket socket, DeviceNames devices) implements SocketFacts {
        private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

        @Override
        public String protocol() {
            return socket.protocol().text();
        }

        @Override
        public String state() {
            return socket.state();
        }

        @Override
        public String local() {
            String device = socket.device() == 0 ? "" : "%" + devices.get(socket.device());
            return end(text(socket.local()), device, socket.localPort());
        }

        @Override
        public String remote() {
            return end(text(socket.remote()), "", socket.remotePort());
        }

        @Override
        public long receiveQueue() {
            return socket.receiveQueue();
        }

        @Override
        public long sendQueue() {
            return socket.sendQueue();
        }

        @Override
        public int user() {
            return socket.user();
        }

        @Override
        public long inode() {
            return socket.inode();
        }

        @Override
        public Optional<InetSocket> inet() {
            return Optional.of(socket);
        }

        /** The text of an address; an IPv4 end of an IPv6 socket is in the mixed form of RFC 5952, section 5. */
        private static String text(InetAddress address) {
            byte[] bytes = address.getAddress();
            boolean mapped = bytes.length == 16 && Arrays.equals(bytes, 0, MAPPED.length, MAPPED, 0, MAPPED.length);
            return mapped
                    ? "::ffff:" + Ip.text(Ip.of(Arrays.copyOfRange(bytes, MAPPED.length, bytes.length)))
                    : Ip.text(address);
        }

        private static String end(String address, String device, int port) {
            String host = address.contains(":") ? "[" + address + "]" : address;
            return host + device + ":" + (port == 0 ? "*" : port);
        }
    }
}
