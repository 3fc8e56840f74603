package nsx.dsl.verb.traffic;

import groovy.lang.Closure;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import nsx.dsl.error.Failure;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.op.ProcessRow;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.value.socket.Services;
import nsx.dsl.value.socket.SocketReading;
import nsx.dsl.value.socket.SocketValue;
import nsx.dsl.value.traffic.ListenerValue;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.netlink.NetlinkException;
import nsx.sys.Errno;
import nsx.sys.SysException;
import nsx.talk.Listener;
import nsx.talk.ListenerAnswer;

/**
 * {@code listen 80}: starts a listener in the current network namespace that answers in the background, without a
 * program.
 */
public final class ListenVerb extends Verb {
    /** The limit of shown characters of a command line. */
    private static final int LONGEST = 60;

    private static final Reader<Integer> PORTS = Reader.of(
            Type.WORD,
            "a port from 1 to 65535, a service's name such as 'http', or 0",
            value -> value instanceof Number n && n.doubleValue() == 0
                    ? Optional.of(0)
                    : Services.port().read(value));
    private static final Parameter<Integer> PORT =
            Parameter.required("port", PORTS, "the port or its service's name; 0 for one that the kernel chooses");
    private static final Parameter<String> PROTO =
            Parameter.choice("proto", "what it takes", "tcp", "udp").otherwise("tcp");
    private static final Parameter<InetAddress> ADDRESS = Parameter.named(
                    "address", Reader.address(), "the only address of this namespace to listen on")
            .usually("every address, IPv4 and IPv6");
    private static final Parameter<Object> REPLY = Parameter.named(
                    "reply",
                    Reader.<Object>of(Type.ANY, "text, or a block that makes it", Optional::of),
                    "text to answer with once, or a block that makes it from the line that came; the connection ends after it")
            .usually("each line comes back");

    public ListenVerb() {
        super(Entry.of("listen", "listen on a port and answer in the background, until the session ends", Theme.NETWORK)
                .takes(PORT, PROTO, ADDRESS, REPLY)
                .example(
                        "a server to connect to",
                        "lo.up()\ndef server = listen 80, reply: 'hello'\n"
                                + "assert connect('127.0.0.1', port: 80, send: 'hi').answer == 'hello'\n"
                                + "assert server.connections*.received == ['hi\\n']\nserver.stop()")
                .example(
                        "a reply made from the line",
                        "lo.up()\ndef server = listen 0, reply: { line -> line.reverse() }\n"
                                + "assert connect('127.0.0.1', port: server.port, send: 'abc').answer == 'cba'")
                .topics("server")
                .related("connect", "sockets", "spawn")
                .peer("nc -lk 80")
                .answers(ListenerValue.class));
    }

    @Override
    public Object run(Call call) {
        Session session = call.session();
        int port = call.get(PORT);
        String proto = call.get(PROTO);
        Listener listener = open(call, port, proto);
        session.own(listener);
        session.answers().begun();
        CountDownLatch begun = new CountDownLatch(1);
        listener.start(
                answer(call.find(REPLY)),
                () -> {
                    // the thread gets its place in the session while the surrounding block still exists
                    session.context();
                    begun.countDown();
                },
                e -> session.notice(
                        "the reply of listen " + listener.local().getPort() + " failed: " + e.getMessage()));
        try {
            begun.await();
        } catch (InterruptedException e) {
            listener.close();
            Thread.currentThread().interrupt();
        }
        return new ListenerValue(listener, proto);
    }

    private static Listener open(Call call, int port, String proto) {
        Optional<InetAddress> address = call.find(ADDRESS);
        String prose = "cannot listen on port " + port;
        try {
            return call.session()
                    .kernel()
                    .probe(
                            call.context(),
                            "who talks to port " + port,
                            () -> Listener.open(address, port, proto.equals("udp")));
        } catch (SysException e) {
            NsxException failure = Failure.explain(prose, e).at(String.valueOf(port));
            throw e.errno() == Errno.EADDRINUSE ? failure.hint(owners(call, port, proto)) : failure;
        }
    }

    /** The owners of the port, as far as visible. */
    private static String owners(Call call, int port, String proto) {
        try {
            List<String> all = new SocketReading(call.here(), List.of(proto))
                    .here().stream()
                            .filter(s -> s.getLocal().endsWith(":" + port)
                                    && (s.getState().equals("listen")
                                            || s.getState().equals("unconnected")))
                            .map(s -> owner(s) + " listens on " + s.getLocal())
                            .toList();
            return all.isEmpty()
                    ? "see sockets(port: " + port + ")"
                    : all.stream().collect(Collectors.joining("; "));
        } catch (NetlinkException e) {
            return "see sockets(port: " + port + ")";
        }
    }

    private static String owner(SocketValue socket) {
        return socket.getProcesses().isEmpty()
                ? "a process that cannot be seen"
                : socket.getProcesses().stream().map(ListenVerb::owner).collect(Collectors.joining(", "));
    }

    private static String owner(ProcessRow process) {
        if (process.pid() == ProcessHandle.current().pid()) {
            return "this nsx (" + process.pid() + ")";
        }
        String command = process.command();
        return process.pid() + " (" + (command.length() > LONGEST ? command.substring(0, LONGEST) + "…" : command)
                + ")";
    }

    private static ListenerAnswer answer(Optional<Object> reply) {
        if (reply.isEmpty()) {
            return ListenerAnswer.ECHO;
        }
        return reply.get() instanceof Closure<?> closure
                ? new ListenerAnswer(Optional.empty(), Optional.of(made(closure)))
                : new ListenerAnswer(Optional.of(Texts.of(reply.get())), Optional.empty());
    }

    private static UnaryOperator<String> made(Closure<?> closure) {
        return line -> Texts.of(closure.call(line));
    }
}
