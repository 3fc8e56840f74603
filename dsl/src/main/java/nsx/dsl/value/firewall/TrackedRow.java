package nsx.dsl.value.firewall;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import nsx.conntrack.TrackedConnection;
import nsx.conntrack.Tuple;
import nsx.dsl.change.Deletable;
import nsx.dsl.op.firewall.ConntrackOperations;
import nsx.dsl.session.Here;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.OneOf;
import nsx.dsl.shape.Table;
import nsx.dsl.value.traffic.Ends;
import nsx.netlink.Ip;
import nsx.netlink.IpProtocol;

/** A connection that the kernel tracks, at the time when it was read. */
public final class TrackedRow implements Facts, Deletable {
    /** The columns of the connections' table. */
    public static final List<String> COLUMNS =
            List.of("proto", "state", "from", "sport", "to", "port", "replyFrom", "replyTo", "nat", "timeout", "mark");

    private final Here here;
    private final TrackedConnection connection;

    private TrackedRow(Here here, TrackedConnection connection) {
        this.here = here;
        this.connection = connection;
    }

    /** All connections of the context's network namespace. */
    public static Table<TrackedRow> all(Here here) {
        List<TrackedRow> rows = new ConntrackOperations(here)
                .all().stream().map(c -> new TrackedRow(here, c)).toList();
        return Table.of(TrackedRow.class, COLUMNS, rows);
    }

    /** A connection of the context's network namespace. */
    public static TrackedRow of(Here here, TrackedConnection connection) {
        return new TrackedRow(here, connection);
    }

    /** The connection as the kernel describes it. */
    public TrackedConnection connection() {
        return connection;
    }

    /** The protocol: tcp, udp, icmp, …, or its number in IP. */
    public String getProto() {
        return IpProtocol.name(connection.original().protocol());
    }

    /** The state of TCP, such as {@code established}; null for other protocols. */
    public String getState() {
        return connection.state().isEmpty() ? null : connection.state();
    }

    /** The source address of the first packet. */
    public String getFrom() {
        return Ip.text(connection.original().source());
    }

    /** The source port of the first packet, or the identifier of ICMP; null for protocols without either. */
    public Integer getSport() {
        return port(connection.original().sourcePort());
    }

    /** The destination of the first packet, before anything translated it. */
    public String getTo() {
        return Ip.text(connection.original().destination());
    }

    /** The destination port of the first packet; null for protocols without ports. */
    public Integer getPort() {
        return port(connection.original().port());
    }

    /** The address that answers come from, which differs from the destination if that is translated. */
    public String getReplyFrom() {
        return end(
                connection.reply().source(),
                connection.reply(),
                connection.reply().sourcePort());
    }

    /** The address that answers go to, which differs from the source if that is translated. */
    public String getReplyTo() {
        return end(
                connection.reply().destination(),
                connection.reply(),
                connection.reply().port());
    }

    private static String end(InetAddress address, Tuple tuple, int port) {
        return tuple.port() == 0 ? Ip.text(address) : Ends.text(address, port);
    }

    private static Integer port(int port) {
        return port == 0 ? null : port;
    }

    /** The translated end of the connection; null for neither. */
    @OneOf({"source", "destination", "both"})
    public String getNat() {
        if (connection.isRedirected()) {
            return connection.isDisguised() ? "both" : "destination";
        }
        return connection.isDisguised() ? "source" : null;
    }

    /** Whether the destination has answered. */
    public boolean isAnswered() {
        return connection.isAnswered();
    }

    /** Whether the kernel keeps the connection even if the table is full. */
    public boolean isAssured() {
        return connection.isAssured();
    }

    /** Time until the kernel deletes the connection. */
    public Duration getTimeout() {
        return Duration.ofSeconds(connection.timeout());
    }

    /** The mark of the connection (CONNMARK). */
    public long getMark() {
        return Integer.toUnsignedLong(connection.mark());
    }

    /** The conntrack zone, 0 by default. */
    public int getZone() {
        return connection.zone();
    }

    /** Number of packets in both directions; null unless net.netfilter.nf_conntrack_acct counts them. */
    public Long getPackets() {
        return counted("PACKETS");
    }

    /** Number of bytes in both directions; null unless net.netfilter.nf_conntrack_acct counts them. */
    public Long getBytes() {
        return counted("BYTES");
    }

    private Long counted(String what) {
        long there = connection.all().nested("CTA_COUNTERS_ORIG").number("CTA_COUNTERS_" + what, -1);
        long back = connection.all().nested("CTA_COUNTERS_REPLY").number("CTA_COUNTERS_" + what, -1);
        return there < 0 && back < 0 ? null : Math.max(0, there) + Math.max(0, back);
    }

    /** Deletes the connection from the kernel's table; the next packet starts a new connection. */
    @Override
    public void delete() {
        here.session().change(List.of(new ConntrackOperations(here).forget(connection)));
    }

    @Override
    public List<String> facts() {
        return List.of(
                "proto",
                "state",
                "from",
                "sport",
                "to",
                "port",
                "replyFrom",
                "replyTo",
                "nat",
                "answered",
                "assured",
                "timeout",
                "mark",
                "zone",
                "packets",
                "bytes");
    }

    @Override
    public String toString() {
        Tuple first = connection.original();
        return getProto() + " " + end(first.source(), first, first.sourcePort()) + " to "
                + end(first.destination(), first, first.port());
    }
}
