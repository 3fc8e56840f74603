package nsx.dsl.value.firewall;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import nsx.conntrack.ConntrackWatch.Event;
import nsx.dsl.session.Here;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.OneOf;
import nsx.dsl.shape.Table;

/** A change of a tracked connection. */
public final class TrackedEvent implements Facts {
    /** The columns of the events' table. */
    public static final List<String> COLUMNS =
            List.of("time", "event", "proto", "state", "from", "sport", "to", "port", "replyFrom", "replyTo", "nat");

    private final Instant time = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private final String event;
    private final TrackedRow row;

    public TrackedEvent(Here here, Event event) {
        this.event = switch (event.what()) {
            case NEW -> "new";
            case CHANGED -> "changed";
            case FORGOTTEN -> "forgotten";
        };
        this.row = TrackedRow.of(here, event.connection());
    }

    /** The events as a table. */
    public static Table<TrackedEvent> table(List<TrackedEvent> rows) {
        return Table.of(TrackedEvent.class, COLUMNS, rows);
    }

    /** The time when the event was read. */
    public Instant getTime() {
        return time;
    }

    /** The event: new, changed or forgotten. */
    @OneOf({"new", "changed", "forgotten"})
    public String getEvent() {
        return event;
    }

    /** The connection at the time of the event. */
    public TrackedRow getConnection() {
        return row;
    }

    /** The protocol: tcp, udp, icmp, …, or its number in IP. */
    public String getProto() {
        return row.getProto();
    }

    /** The state of TCP, such as {@code established}; null for other protocols. */
    public String getState() {
        return row.getState();
    }

    /** The source address of the first packet. */
    public String getFrom() {
        return row.getFrom();
    }

    /** The source port of the first packet, or the identifier of ICMP; null for protocols without either. */
    public Integer getSport() {
        return row.getSport();
    }

    /** The destination of the first packet, before anything translated it. */
    public String getTo() {
        return row.getTo();
    }

    /** The destination port of the first packet; null for protocols without ports. */
    public Integer getPort() {
        return row.getPort();
    }

    /** The address that answers come from. */
    public String getReplyFrom() {
        return row.getReplyFrom();
    }

    /** The address that answers go to. */
    public String getReplyTo() {
        return row.getReplyTo();
    }

    /** The translated end of the connection; null for neither. */
    @OneOf({"source", "destination", "both"})
    public String getNat() {
        return row.getNat();
    }

    /** Number of packets in both directions; null unless net.netfilter.nf_conntrack_acct counts them. */
    public Long getPackets() {
        return row.getPackets();
    }

    /** Number of bytes in both directions; null unless net.netfilter.nf_conntrack_acct counts them. */
    public Long getBytes() {
        return row.getBytes();
    }

    @Override
    public List<String> facts() {
        return List.of(
                "time",
                "event",
                "proto",
                "state",
                "from",
                "sport",
                "to",
                "port",
                "replyFrom",
                "replyTo",
                "nat",
                "packets",
                "bytes");
    }

    @Override
    public String toString() {
        return event + " " + row;
    }
}
