package nsx.dsl.verb.see;

import java.io.IOException;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.topology.PictureServer;
import nsx.dsl.topology.TopologyPage;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;

/** {@code topology.serve()}: serves a page for a browser, redrawn after every change. */
public final class TopologyServeVerb extends Verb {
    private static final Parameter<Integer> PORT = Parameter.named(
                    "port", Reader.integer(1, 65535), "the port on 127.0.0.1 of the namespace that nsx was started in")
            .usually("one that the kernel chooses");

    public TopologyServeVerb() {
        super(Entry.of(
                        "topology.serve",
                        "serve the picture of all network namespaces to a browser on this machine, drawn anew with each change",
                        Theme.SEEING)
                .takes(PORT)
                .example(
                        "until the session ends",
                        "host.lo.up()\ndef page = topology.serve()\nassert page.open\npage.stop()")
                .related("topology", "topology.svg", "monitor", "why")
                .answers(TopologyPage.class));
    }

    @Override
    public Object run(Call call) {
        Session session = call.session();
        int port = call.find(PORT).orElse(0);
        PictureServer server = session.kernel().call(session.host(), () -> open(port));
        Serving serving = session.own(new Serving(session, server));
        session.answers().begun();
        serving.start();
        return new TopologyPage(server, serving);
    }

    private static PictureServer open(int port) {
        try {
            return PictureServer.open(port);
        } catch (IOException e) {
            throw new NsxException("cannot serve a page on 127.0.0.1" + (port == 0 ? "" : ":" + port), e)
                    .because(e.getMessage())
                    .hint(
                            port == 0
                                    ? "host.lo.up() gives this namespace its 127.0.0.1"
                                    : "see sockets(port: " + port + ")");
        }
    }
}
