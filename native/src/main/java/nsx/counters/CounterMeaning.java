package nsx.counters;

import java.util.Map;
import java.util.Optional;

/** Describes what counters count (Documentation/networking/snmp_counter.rst of the kernel). */
public final class CounterMeaning {
    /** The counted thing and what happened to it, by the counter's name. */
    private static final Map<String, String[]> WORDS = Map.ofEntries(
            entry("TcpExtListenOverflows", "connection", "met a full listen queue"),
            entry("TcpExtListenDrops", "SYN", "dropped by a listening socket"),
            entry("TcpExtTCPReqQFullDrop", "SYN", "met a full queue of half-open connections"),
            entry("TcpExtTCPReqQFullDoCookies", "SYN", "answered with a cookie, as the queue was full"),
            entry("TcpExtTCPBacklogDrop", "segment", "dropped, as the program was slow and the backlog full"),
            entry("TcpExtTCPTimeouts", "time", "no acknowledgement came in time"),
            entry("TcpExtTCPLostRetransmit", "retransmission", "lost too"),
            entry("TcpExtTCPSynRetrans", "SYN", "sent again"),
            entry("TcpExtTCPAbortOnTimeout", "connection", "given up, as nothing was acknowledged"),
            entry("TcpExtTCPAbortOnData", "connection", "broken with data that nobody had read"),
            entry("TcpExtTCPAbortOnClose", "connection", "closed with data that nobody had read"),
            entry("TcpExtTCPAbortOnMemory", "connection", "given up for lack of memory"),
            entry("TcpExtTCPOFOQueue", "segment", "came out of order"),
            entry("TcpExtTCPRcvQDrop", "segment", "dropped, as the receive queue was full"),
            entry("TcpExtTCPZeroWindowDrop", "segment", "dropped, as the receiver had no room"),
            entry("TcpExtTCPToZeroWindowAdv", "time", "a receiver said that it has no room"),
            entry("TcpExtPAWSEstab", "segment", "dropped for an old timestamp"),
            entry("TcpExtTCPMD5NotFound", "segment", "without the signature that was expected"),
            entry("TcpExtIPReversePathFilter", "packet", "dropped by the reverse path filter"),
            entry("TcpActiveOpens", "connection", "begun here"),
            entry("TcpPassiveOpens", "connection", "taken from others"),
            entry("TcpAttemptFails", "connection", "failed, or was refused"),
            entry("TcpEstabResets", "connection", "broken by a reset"),
            entry("TcpRetransSegs", "segment", "sent again"),
            entry("TcpInErrs", "segment", "came damaged"),
            entry("TcpInCsumErrors", "segment", "came with a wrong checksum"),
            entry("TcpOutRsts", "reset", "sent"),
            entry("UdpNoPorts", "datagram", "came to a port where nobody listens"),
            entry("UdpInErrors", "datagram", "could not be received"),
            entry("UdpRcvbufErrors", "datagram", "dropped, as the receive buffer was full"),
            entry("UdpSndbufErrors", "datagram", "not sent, as the send buffer was full"),
            entry("UdpInCsumErrors", "datagram", "came with a wrong checksum"),
            entry("Udp6NoPorts", "IPv6 datagram", "came to a port where nobody listens"),
            entry("Udp6RcvbufErrors", "IPv6 datagram", "dropped, as the receive buffer was full"),
            entry("IpForwDatagrams", "packet", "forwarded"),
            entry("IpInDiscards", "packet", "that came dropped"),
            entry("IpInHdrErrors", "packet", "with a bad header, or with its time to live used up"),
            entry("IpInAddrErrors", "packet", "to an address that is not ours, and not forwarded"),
            entry("IpOutDiscards", "packet", "not sent: dropped by a rule or for lack of memory"),
            entry("IpOutNoRoutes", "packet", "not sent for lack of a route"),
            entry("IpExtInNoRoutes", "packet", "that came had no route"),
            entry("IpReasmFails", "packet", "could not be put together from its pieces"),
            entry("IpFragFails", "packet", "too large, and not to be sent in pieces"),
            entry("IpFragCreates", "piece", "of larger packets made"),
            entry("Ip6OutNoRoutes", "IPv6 packet", "not sent for lack of a route"),
            entry("Ip6InNoRoutes", "IPv6 packet", "that came had no route"),
            entry("Ip6InTooBigErrors", "IPv6 packet", "too large to be forwarded"),
            entry("Ip6OutDiscards", "IPv6 packet", "not sent: dropped by a rule or for lack of memory"),
            entry("Ip6OutForwDatagrams", "IPv6 packet", "forwarded"),
            entry("IcmpInDestUnreachs", "time", "a destination was said to be unreachable"),
            entry("IcmpOutDestUnreachs", "time", "others were told that a destination is unreachable"),
            entry("IcmpInTimeExcds", "packet", "of ours used up its time to live"),
            entry("IcmpOutTimeExcds", "packet", "of others used up its time to live here"),
            entry("IcmpOutRateLimitHost", "ICMP message", "not sent, to spare one host"),
            entry("IcmpOutRateLimitGlobal", "ICMP message", "not sent, to spare the network"),
            entry("IcmpInEchos", "echo request", "came"),
            entry("IcmpOutEchos", "echo request", "sent"),
            entry("IcmpInEchoReps", "echo reply", "came"),
            entry("IcmpOutEchoReps", "echo reply", "sent"));

    private CounterMeaning() {}

    private static Map.Entry<String, String[]> entry(String name, String what, String happened) {
        return Map.entry(name, new String[] {what, happened});
    }

    /**
     * Returns a text such as {@code 3 connections met a full listen queue}; empty for a counter without a
     * description.
     */
    public static Optional<String> text(String name, long count) {
        return Optional.ofNullable(WORDS.get(name)).map(w -> count + " " + plural(w[0], count) + " " + w[1]);
    }

    private static String plural(String what, long count) {
        if (count == 1) {
            return what;
        }
        return what.endsWith("y") ? what.substring(0, what.length() - 1) + "ies" : what + "s";
    }
}
