package nsx.dsl.verb.see;

import java.util.List;
import java.util.Optional;
import nsx.dsl.error.ExitCode;
import nsx.dsl.error.Failure;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.socket.SocketReading;
import nsx.dsl.value.socket.SocketValue;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.netlink.NetlinkException;
import nsx.sys.Errno;

/** {@code sockets()}: the listening and connected sockets of the current network namespace. */
public final class SocketsVerb extends Verb {
    private static final Parameter<String> PROTOCOL = Parameter.choice(
                    "protocol",
                    "only sockets of this protocol",
                    "tcp",
                    "udp",
                    "raw",
                    "unix",
                    "packet",
                    "netlink",
                    "vsock")
            .usually("tcp and udp");
    private static final Parameter<Integer> PORT =
            Parameter.named("port", Reader.integer(1, 65535), "only sockets with this port at either end");

    private static final Parameter<Boolean> ALL = Parameter.flag(
                    "all", "whether to list those of every network namespace, with what TCP measures")
            .otherwise(false);

    public SocketsVerb() {
        super(Entry.listing(
                        "sockets",
                        "the TCP and UDP sockets of the current network namespace, and the processes that have them open",
                        Theme.SEEING)
                .rows(SocketValue.class, SocketValue.COLUMNS)
                .takes(PROTOCOL, PORT, ALL)
                .example("all", "sockets()")
                .example("listening sockets", "sockets(protocol: 'tcp', state: 'listen')")
                .example(
                        "the programs that have port 80 open", "sockets(port: 80).collectMany { it.processes }.command")
                .example("those of every namespace, with timers, round trips and windows", "sockets(all: true)")
                .example("end the connections of a port", "sockets(state: 'established').where(port: 80)*.kill()")
                .peer("ss -tuanp")
                .topics("open ports", "listeners", "connections")
                .related("ps", "capture"));
    }

    @Override
    public Object run(Call call) {
        List<String> protocols = call.find(PROTOCOL).map(List::of).orElse(List.of("tcp", "udp"));
        Optional<Integer> port = call.find(PORT);
        List<SocketValue> rows = read(call, protocols).stream()
                .filter(s -> port.map(s::hasPort).orElse(true))
                .toList();
        return call.get(ALL) ? SocketValue.wideTable(rows) : SocketValue.table(rows);
    }

    private static List<SocketValue> read(Call call, List<String> protocols) {
        try {
            SocketReading reading = new SocketReading(call.here(), protocols);
            return call.get(ALL) ? reading.everywhere() : reading.here();
        } catch (NetlinkException e) {
            NsxException failure = Failure.explain("cannot list sockets", e);
            // sock_diag has no handler for the request
            throw Errno.of(e.errno()) == Errno.ENOENT
                    ? failure.exit(ExitCode.UNSUPPORTED)
                            .hint("this kernel lacks " + String.join("_diag or ", protocols) + "_diag")
                    : failure;
        }
    }
}
