package nsx.dsl.value.socket;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.diag.InetSocket;
import nsx.diag.TcpInfo;
import nsx.dsl.change.AlreadyGone;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.ProcessRow;
import nsx.dsl.op.SocketOperations;
import nsx.dsl.session.Here;
import nsx.dsl.shape.Composed;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Holds;
import nsx.dsl.shape.Holds.Content;
import nsx.dsl.shape.OneOf;
import nsx.dsl.shape.Table;

/** A socket of a network namespace at the time when it was read. */
public final class SocketValue implements Facts, Composed {
    /** The columns of the sockets' table. */
    public static final List<String> COLUMNS =
            List.of("protocol", "state", "local", "remote", "receiveQueue", "sendQueue", "user", "process");

    private static final List<String> EVERYWHERE = List.of(
            "namespace",
            "protocol",
            "state",
            "local",
            "remote",
            "receiveQueue",
            "sendQueue",
            "timer",
            "rtt",
            "retransmissions",
            "window",
            "process");

    private final Here here;
    private final String namespace;
    private final SocketFacts facts;
    private final SocketPeople people;
    private final SocketMeasures measures;

    SocketValue(Here here, String namespace, SocketFacts facts, SocketPeople people, SocketMeasures measures) {
        this.here = here;
        this.namespace = namespace;
        this.facts = facts;
        this.people = people;
        this.measures = measures;
    }

    /** The sockets as a table. */
    public static Table<SocketValue> table(List<SocketValue> rows) {
        return Table.of(SocketValue.class, COLUMNS, rows);
    }

    /** The sockets as a table, with the namespace of each and the TCP measurements. */
    public static Table<SocketValue> wideTable(List<SocketValue> rows) {
        return Table.of(SocketValue.class, EVERYWHERE, rows);
    }

    /** The name of the socket's namespace, or {@code net:[INODE]}; null if only one namespace was requested. */
    public String getNamespace() {
        return namespace;
    }

    /** tcp, udp, raw, unix, packet, netlink or vsock. */
    @OneOf({"tcp", "udp", "raw", "unix", "packet", "netlink", "vsock"})
    public String getProtocol() {
        return facts.protocol();
    }

    /** The TCP state; a socket of another protocol is established or unconnected. */
    @OneOf(from = SocketStates.class)
    public String getState() {
        return facts.state();
    }

    /** The local address: {@code 10.0.0.1:80}, {@code [::]:80}, or the path of a unix socket. */
    public String getLocal() {
        return facts.local();
    }

    /** The remote address; its port is {@code *} without another end. */
    public String getRemote() {
        return facts.remote();
    }

    /** The local port; null without one. */
    @Holds(Content.PORT)
    public Integer getPort() {
        return facts.inet().map(InetSocket::localPort).filter(p -> p != 0).orElse(null);
    }

    /** The remote port; null without one. */
    @Holds(Content.PORT)
    public Integer getRemotePort() {
        return facts.inet().map(InetSocket::remotePort).filter(p -> p != 0).orElse(null);
    }

    /** Whether either end has this port. */
    public boolean hasPort(int port) {
        String end = ":" + port;
        return facts.inet()
                .map(s -> s.localPort() == port || s.remotePort() == port)
                .orElseGet(() -> getLocal().endsWith(end) || getRemote().endsWith(end));
    }

    /** Number of bytes not yet read; for a listening socket, of connections not yet accepted. */
    public long getReceiveQueue() {
        return facts.receiveQueue();
    }

    /** Number of bytes not yet acknowledged; for a listening socket, the limit of waiting connections. */
    public long getSendQueue() {
        return facts.sendQueue();
    }

    /** The user who created the socket, by name, or by number without one; null if the kernel does not report it. */
    public String getUser() {
        return facts.user() < 0 ? null : people.user(facts.user());
    }

    /**
     * The processes that have the socket open; empty if no process has it any more. All those of a list are read when
     * the first is asked for.
     */
    public List<ProcessRow> getProcesses() {
        return people.processes(facts.inode());
    }

    /** The inode, as in /proc/PID/fd; 0 if no process has the socket any more. */
    public long getInode() {
        return facts.inode();
    }

    /** The processes as text: {@code 1234 (nginx -g daemon off;)}, separated by commas. */
    public String getProcess() {
        return getProcesses().stream().map(ProcessRow::toString).collect(Collectors.joining(", "));
    }

    /** The running timer: retransmit, keepalive, time-wait or probe; null for none. */
    @OneOf({"retransmit", "keepalive", "time-wait", "probe"})
    public String getTimer() {
        return facts.inet().map(InetSocket::timer).filter(t -> !t.isEmpty()).orElse(null);
    }

    /** Time until the timer expires; null for none. */
    public Duration getExpires() {
        return getTimer() == null
                ? null
                : Duration.ofMillis(facts.inet().orElseThrow().expires());
    }

    /** The smoothed round trip time; null if TCP has not measured one. */
    public Duration getRtt() {
        return measured(i -> i.rtt() == 0 ? null : Duration.ofNanos(i.rtt() * 1000));
    }

    /** The number of retransmitted segments since the connection was made; null if this is not a TCP connection. */
    public Long getRetransmissions() {
        return measured(TcpInfo::retransmissions);
    }

    /** The congestion window, in segments; null if this is not a TCP connection. */
    public Long getWindow() {
        return measured(TcpInfo::window);
    }

    /** The largest segment that is sent (sending MSS), in bytes; null if this is not a TCP connection. */
    public Long getMss() {
        return measured(TcpInfo::mss);
    }

    /** The path MTU known to TCP, in bytes; null if this is not a TCP connection. */
    public Long getPathMtu() {
        return measured(TcpInfo::pathMtu);
    }

    /** Number of bytes acknowledged by the other end; null if this is not a TCP connection. */
    public Long getAcknowledged() {
        return measured(TcpInfo::acknowledged);
    }

    /** Number of bytes received; null if this is not a TCP connection. */
    public Long getReceived() {
        return measured(TcpInfo::received);
    }

    /** The congestion control: cubic, bbr, reno, …; null if this is not a TCP connection. */
    public String getCongestion() {
        return facts.inet()
                .filter(s -> !facts.state().equals("listen"))
                .flatMap(measures::of)
                .flatMap(s -> s.all().findString("INET_DIAG_CONG"))
                .orElse(null);
    }

    private <T> T measured(Function<TcpInfo, T> fact) {
        return facts.state().equals("listen")
                ? null
                : facts.inet()
                        .flatMap(measures::of)
                        .flatMap(InetSocket::info)
                        .map(fact)
                        .orElse(null);
    }

    /** Closes the socket as if the other end had broken the connection: its processes get an error (ECONNABORTED). */
    public void kill() {
        InetSocket socket = facts.inet()
                .orElseThrow(() ->
                        new NsxException("cannot end " + this).because("the kernel ends sockets of TCP and UDP only"));
        Operation operation = new SocketOperations(here).kill(socket, facts.local(), facts.remote());
        try {
            here.session().change(List.of(operation));
        } catch (RuntimeException e) {
            // a connection ends with its other end
            if (!AlreadyGone.isWhy(operation, e)) {
                throw e;
            }
        }
    }

    /** Each process by its number, by its program and by both as they are shown. */
    @Override
    public Collection<?> parts(String column) {
        return column.equals("process")
                ? getProcesses().stream()
                        .flatMap(p -> Stream.of(p.pid(), program(p.command()), p.toString()))
                        .toList()
                : List.of();
    }

    /** The name of the program in a command line: {@code nginx} of {@code /usr/sbin/nginx -g x} and {@code nginx: worker}. */
    private static String program(String command) {
        String path = command.split(" ", 2)[0];
        return path.substring(path.lastIndexOf('/') + 1).replaceAll("^[\\[(-]|[\\]):]$", "");
    }

    @Override
    public List<String> facts() {
        return List.of(
                "namespace",
                "protocol",
                "state",
                "local",
                "remote",
                "receiveQueue",
                "sendQueue",
                "user",
                "processes",
                "inode",
                "timer",
                "expires",
                "rtt",
                "retransmissions",
                "window",
                "mss",
                "pathMtu",
                "acknowledged",
                "received",
                "congestion");
    }

    @Override
    public String toString() {
        return facts.protocol() + " " + facts.state() + " " + facts.local() + " " + facts.remote();
    }
}
