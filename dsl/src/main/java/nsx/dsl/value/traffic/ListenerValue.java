package nsx.dsl.value.traffic;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Table;
import nsx.talk.Listener;
import nsx.talk.Seen;

/** A listener of {@code listen}, which answers in the background until it is stopped or the session ends. */
public final class ListenerValue implements Facts {
    private final Listener listener;
    private final String protocol;

    /**
     * One connection, or one datagram.
     *
     * @param when the time of arrival
     * @param from the address and port of the other end
     * @param received the first 1024 received bytes
     * @param bytes the number of received bytes
     * @param open whether the connection is still open
     */
    public record Row(Instant when, String from, String received, long bytes, boolean open) {
        static final List<String> COLUMNS = List.of("when", "from", "received", "bytes", "open");

        static Row of(Seen seen) {
            return new Row(
                    seen.when().truncatedTo(ChronoUnit.MICROS),
                    Ends.text(seen.from()),
                    seen.received(),
                    seen.bytes(),
                    seen.isOpen());
        }
    }

    public ListenerValue(Listener listener, String protocol) {
        this.listener = listener;
        this.protocol = protocol;
    }

    /** The protocol: tcp or udp. */
    public String getProtocol() {
        return protocol;
    }

    /** The local address, such as {@code [::]:80} for all of IPv4 and IPv6. */
    public String getLocal() {
        return Ends.text(listener.local());
    }

    /** The local port. */
    public int getPort() {
        return listener.local().getPort();
    }

    /** Whether the listener is open. */
    public boolean isOpen() {
        return listener.isOpen();
    }

    /** Number of connections or datagrams received. */
    public long getCount() {
        return listener.count();
    }

    /** The last 1000 connections or datagrams, one row for each. */
    public Table<Row> getConnections() {
        return Table.of(
                Row.class, Row.COLUMNS, listener.seen().stream().map(Row::of).toList());
    }

    /** Closes the listener and its connections. */
    public ListenerValue stop() {
        listener.close();
        return this;
    }

    @Override
    public List<String> facts() {
        return List.of("protocol", "local", "open", "count");
    }

    @Override
    public String toString() {
        return protocol + " " + (isOpen() ? "listen " : "stopped ") + getLocal();
    }
}
