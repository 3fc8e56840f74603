package nsx.dsl.topology;

import java.util.List;
import nsx.dsl.shape.Facts;

/** A page of {@code topology.serve}, which ends with the session. */
public final class TopologyPage implements Facts {
    private final PictureServer server;
    private final Ending ending;

    /** Ends the page. */
    public interface Ending {
        boolean isOver();

        /** Waits for the end of the page. */
        void await() throws InterruptedException;

        void close();
    }

    public TopologyPage(PictureServer server, Ending ending) {
        this.server = server;
        this.ending = ending;
    }

    /** The address for a browser, including the secret. */
    public String getUrl() {
        return server.url();
    }

    /** The port on 127.0.0.1. */
    public int getPort() {
        return server.port();
    }

    /** Whether the page is still served. */
    public boolean isOpen() {
        return !ending.isOver();
    }

    /** Serves the page until Ctrl-C or {@code stop()}, for a script, which would otherwise end. */
    public TopologyPage hold() throws InterruptedException {
        ending.await();
        return this;
    }

    /** Stops serving the page. */
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
