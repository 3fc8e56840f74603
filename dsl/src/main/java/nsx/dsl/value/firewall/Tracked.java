package nsx.dsl.value.firewall;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import nsx.conntrack.TrackedConnection;
import nsx.conntrack.Tuple;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Holds;
import nsx.dsl.shape.Holds.Content;
import nsx.dsl.shape.OneOf;
import nsx.dsl.value.traffic.Ends;
import nsx.netlink.Ip;
import nsx.netlink.IpProtocol;

/** What tells of a tracked connection as it was at some time. */
public abstract class Tracked implements Facts {
    /** The columns that every table of connections has. */
    static final List<String> ENDS =
            List.of("proto", "state", "from", "sport", "to", "port", "replyFrom", "replyTo", "nat");

    final TrackedConnection connection;

    Tracked(TrackedConnection connection) {
        this.connection = connection;
    }

    /** These names, one list after the other. */
    static List<String> names(List<String> first, List<String> then) {
        return Stream.concat(first.stream(), then.stream()).toList();
    }

    /** The protocol: tcp, udp, icmp, …, or its number in IP. */
    @OneOf(from = IpProtocols.class, numbers = true)
    public String getProto() {
        return IpProtocol.name(connection.original().protocol());
    }

    /** The state of TCP or SCTP, such as {@code established}; null for other protocols. */
    @OneOf(from = TrackedStates.class)
    public String getState() {
        return connection.state().isEmpty() ? null : connection.state();
    }

    /** The source address of the first packet. */
    @Holds(Content.ADDRESS)
    public String getFrom() {
        return Ip.text(connection.original().source());
    }

    /** The source port of the first packet, of ICMP its identifier; null for protocols without. */
    @Holds(Content.PORT)
    public Integer getSport() {
        return port(connection.original().sourcePort());
    }

    /** The destination of the first packet, before anything translated it. */
    @Holds(Content.ADDRESS)
    public String getTo() {
        return Ip.text(connection.original().destination());
    }

    /** The destination port of the first packet; null for protocols without. */
    @Holds(Content.PORT)
    public Integer getPort() {
        return port(connection.original().port());
    }

    /** The address that answers come from. It differs from the destination if that is translated. */
    public String getReplyFrom() {
        return end(
                connection.reply().source(),
                connection.reply(),
                connection.reply().sourcePort());
    }

    /** The address that answers go to. It differs from the source if that is translated. */
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

    /** Which end is translated; null for neither. */
    @OneOf({"source", "destination", "both"})
    public String getNat() {
        if (connection.isRedirected()) {
            return connection.isDisguised() ? "both" : "destination";
        }
        return connection.isDisguised() ? "source" : null;
    }

    /** Packets of both directions; null unless net.netfilter.nf_conntrack_acct counts them. */
    public Long getPackets() {
        return counted("PACKETS");
    }

    /** Bytes of both directions; null unless net.netfilter.nf_conntrack_acct counts them. */
    public Long getBytes() {
        return counted("BYTES");
    }

    private Long counted(String what) {
        long there = connection.all().nested("CTA_COUNTERS_ORIG").number("CTA_COUNTERS_" + what, -1);
        long back = connection.all().nested("CTA_COUNTERS_REPLY").number("CTA_COUNTERS_" + what, -1);
        return there < 0 && back < 0 ? null : Math.max(0, there) + Math.max(0, back);
    }

    @Override
    public String toString() {
        Tuple first = connection.original();
        return getProto() + " " + end(first.source(), first, first.sourcePort()) + " to "
                + end(first.destination(), first, first.port());
    }
}
