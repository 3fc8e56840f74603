package nsx.dsl.value.network;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.diag.InetSocket;
import nsx.diag.Protocol;
import nsx.diag.SocketDiag;
import nsx.diag.SocketOwners;
import nsx.diag.UnixSocket;
import nsx.dsl.op.ProcessRow;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Here;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.OneOf;
import nsx.dsl.shape.Table;
import nsx.netlink.Connection;
import nsx.netlink.Ip;
import nsx.netlink.Request;
import nsx.proc.Users;
import nsx.sys.Sockets;

/**
 * A socket of a network namespace at the time when it was read.
 *
 * @param protocol tcp, udp or unix
 * @param local {@code 10.0.0.1:80}, {@code [::]:80}, for unix its path
 * @param remote the address of the other end; {@code *} as the port of nobody
 * @param receiveQueue bytes not yet read; for a listening socket connections not yet accepted
 * @param sendQueue bytes not yet acknowledged; for a listening socket the number of connections that may wait
 * @param user the user who made it, by name or else by number
 * @param processes the processes that have it open; empty when no process has it any more
 * @param inode its number, as in /proc/PID/fd; 0 when no process has it any more
 */
public record SocketValue(
        String protocol,

        @OneOf({
            "established",
            "syn-sent",
            "syn-received",
            "fin-wait-1",
            "fin-wait-2",
            "time-wait",
            "unconnected",
            "close-wait",
            "last-ack",
            "listen",
            "closing",
            "bound-inactive"
        })
        String state,

        String local,
        String remote,
        long receiveQueue,
        long sendQueue,
        String user,
        List<ProcessRow> processes,
        long inode)
        implements Facts {
    /** The columns of its table. */
    public static final List<String> COLUMNS =
            List.of("protocol", "state", "local", "remote", "receiveQueue", "sendQueue", "user", "process");

    private static final List<Integer> FAMILIES = List.of(Sockets.AF_INET, Sockets.AF_INET6);

    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    /** What is the same for all rows of one table: read once. */
    private record Surroundings(SocketOwners owners, Users users, DeviceNames devices) {
        List<ProcessRow> processes(long inode) {
            return owners.of(inode).stream()
                    .map(p -> new ProcessRow(p.pid(), p.user(), p.command()))
                    .toList();
        }
    }

    /**
     * The sockets of these protocols in the context's network namespace, by protocol and local port.
     *
     * @param protocols of tcp, udp and unix
     */
    public static List<SocketValue> all(Here here, List<String> protocols) {
        Connection diag = here.kernel().netlink(here.context(), Request.SOCK_DIAG);
        List<InetSocket> inet = Arrays.stream(Protocol.values())
                .filter(p -> protocols.contains(p.text()))
                .flatMap(p -> FAMILIES.stream().flatMap(f -> inet(diag, f, p)))
                .sorted(Comparator.comparing(InetSocket::protocol).thenComparing(InetSocket::localPort))
                .toList();
        List<UnixSocket> unix =
                protocols.contains("unix") ? diag.dump(SocketDiag.dumpUnix()).decode(UnixSocket::decode) : List.of();
        // processes are read after the sockets: one that was opened between has no row, and none is without its process
        Surroundings around = here.kernel()
                .call(
                        here.session().host(),
                        () -> new Surroundings(SocketOwners.read(), Users.read(), names(here, inet)));
        List<SocketValue> rows = new ArrayList<>();
        inet.forEach(s -> rows.add(of(s, around)));
        unix.forEach(s -> rows.add(of(s, around)));
        boolean unknown = rows.stream().anyMatch(s -> s.inode != 0 && s.processes.isEmpty());
        if (unknown && around.owners.hidden() > 0) {
            here.session()
                    .notice("processes that may not be looked into: " + around.owners.hidden()
                            + "; their sockets show no process");
        }
        return rows;
    }

    private static Stream<InetSocket> inet(Connection diag, int family, Protocol protocol) {
        return diag.dump(SocketDiag.dump(family, protocol)).decode(m -> InetSocket.decode(protocol, m)).stream();
    }

    private static DeviceNames names(Here here, List<InetSocket> sockets) {
        boolean bound = sockets.stream().anyMatch(s -> s.device() != 0);
        return bound ? DeviceNames.of(here) : DeviceNames.none();
    }

    private static SocketValue of(InetSocket socket, Surroundings around) {
        String device = socket.device() == 0 ? "" : "%" + around.devices.get(socket.device());
        return new SocketValue(
                socket.protocol().text(),
                socket.state(),
                end(text(socket.local()), device, socket.localPort()),
                end(text(socket.remote()), "", socket.remotePort()),
                socket.receiveQueue(),
                socket.sendQueue(),
                around.users.name(socket.user()),
                around.processes(socket.inode()),
                socket.inode());
    }

    private static SocketValue of(UnixSocket socket, Surroundings around) {
        return new SocketValue(
                "unix",
                socket.state(),
                socket.name().isEmpty() ? "* " + socket.inode() : socket.name(),
                socket.peer() == 0 ? "*" : "* " + socket.peer(),
                socket.receiveQueue(),
                socket.sendQueue(),
                around.users.name(socket.user()),
                around.processes(socket.inode()),
                socket.inode());
    }

    /** An IPv4 end of an IPv6 socket in the mixed form of RFC 5952, section 5. */
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

    public static Table<SocketValue> table(List<SocketValue> rows) {
        return Table.of(SocketValue.class, COLUMNS, rows);
    }

    /** The processes as text: {@code 1234 (nginx -g daemon off;)}, separated by commas. */
    public String getProcess() {
        return processes.stream().map(p -> p.pid() + " (" + p.command() + ")").collect(Collectors.joining(", "));
    }

    @Override
    public List<String> facts() {
        return List.of(
                "protocol", "state", "local", "remote", "receiveQueue", "sendQueue", "user", "processes", "inode");
    }

    @Override
    public String toString() {
        return protocol + " " + state + " " + local + " " + remote;
    }
}
