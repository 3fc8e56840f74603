package nsx.dsl.topology;

import java.util.List;
import nsx.dsl.shape.Facts;

/** A page that {@code topology.serve} serves. It ends with the session. */
public final class TopologyPage implements Facts {
    private final PictureServer server;
    private final Ending ending;

    /** What ends it. */
    public interface Ending {
        boolean isOver();

        /** Waits until it is over. */
        void await() throws InterruptedException;

        void close();
    }

    public TopologyPage(PictureServer server, Ending ending) {
        this.server = server;
        this.ending = ending;
    }

    /** The address for a browser, with the secret that lets it in. */
    public String getUrl() {
        return server.url();
    }

    /** The port on 127.0.0.1. */
    public int getPort() {
        return server.port();
    }

    /** Whether it is still served. */
    public boolean isOpen() {
        return !ending.isOver();
    }

    /** Serves it until Ctrl-C, or until it is stopped: for a script, which would end otherwise. */
    public TopologyPage hold() throws InterruptedException {
        ending.await();
        return this;
    }

    /** Ends it. */
    public TopologyPage stop() {
        ending.close();
        return this;
    }

    @Override
    public List<String> facts() {
        return List.of("url", "open");
    }

    @Override
    public String toString() {
        return getUrl();
    }
}
