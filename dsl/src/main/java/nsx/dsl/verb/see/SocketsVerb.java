package nsx.dsl.verb.see;

import java.util.List;
import java.util.Optional;
import nsx.dsl.error.ExitCode;
import nsx.dsl.error.Failure;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.network.SocketValue;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.netlink.NetlinkException;
import nsx.sys.Errno;

/** {@code sockets()}: who listens and who talks to whom in the current network namespace. */
public final class SocketsVerb extends Verb {
    private static final Parameter<String> PROTOCOL = Parameter.choice(
                    "protocol", "only sockets of this protocol", "tcp", "udp", "unix")
            .usually("tcp and udp");
    private static final Parameter<String> STATE =
            Parameter.named("state", Reader.text(Type.WORD), "only sockets in this state: listen, established, …");
    private static final Parameter<Integer> PORT =
            Parameter.named("port", Reader.integer(1, 65535), "only sockets with this port at either end");

    public SocketsVerb() {
        super(Entry.listing(
                        "sockets",
                        "the TCP and UDP sockets of the current network namespace, and the processes that have them open",
                        Theme.SEEING)
                .rows(SocketValue.class)
                .takes(PROTOCOL, STATE, PORT)
                .example("all", "sockets()")
                .example("listening sockets", "sockets(protocol: 'tcp', state: 'listen')")
                .example(
                        "the programs that have port 80 open", "sockets(port: 80).collectMany { it.processes }.command")
                .peer("ss -tuanp")
                .related("ps", "capture"));
    }

    @Override
    public Object run(Call call) {
        List<String> protocols = call.find(PROTOCOL).map(List::of).orElse(List.of("tcp", "udp"));
        Optional<String> state = call.find(STATE);
        Optional<String> port = call.find(PORT).map(n -> ":" + n);
        return SocketValue.table(read(call, protocols).stream()
                .filter(s -> state.map(s.state()::equals).orElse(true))
                .filter(s -> port.map(p -> s.local().endsWith(p) || s.remote().endsWith(p))
                        .orElse(true))
                .toList());
    }

    private static List<SocketValue> read(Call call, List<String> protocols) {
        try {
            return SocketValue.all(call.here(), protocols);
        } catch (NetlinkException e) {
            NsxException failure = Failure.explain("cannot list sockets", e);
            // sock_diag has no handler for what was asked
            throw Errno.of(e.errno()) == Errno.ENOENT
                    ? failure.exit(ExitCode.UNSUPPORTED)
                            .hint("this kernel lacks " + String.join("_diag or ", protocols) + "_diag")
                    : failure;
        }
    }
}
