package nsx.repl;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.Function;
import nsx.dsl.error.ExitCode;
import nsx.dsl.remote.FarSide;
import nsx.dsl.session.Session;
import nsx.dsl.verb.traffic.PingPart;
import nsx.dsl.why.across.HostPart;
import nsx.dsl.why.across.HostTopology;
import nsx.repl.output.Console;

/** {@code nsx --serve}: executes the words of a remote session, which talks through standard input and output. */
final class Serve {
    /** The requests of remote sessions besides words. */
    private static final Map<String, Function<Session, Object>> SERVICES =
            Map.of(HostPart.NAME, HostPart::new, PingPart.NAME, PingPart::new, HostTopology.NAME, HostTopology::new);

    private Serve() {}

    static int run(Console console, Options options) {
        InputStream in = console.claimInput();
        OutputStream out = console.claimOutput();
        try (Session session = Sandbox.session(options, Compiled.engine(console.environment()))) {
            session.recorder().begin("--serve", console::notice);
            Ending.interruptible(() -> {
                new FarSide(session, in, out, SERVICES).serve();
                return null;
            });
        }
        return ExitCode.DONE.number();
    }
}
