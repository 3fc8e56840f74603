package nsx.trace;

import java.util.Locale;
import java.util.Map;

/** Describes the reasons for which the kernel drops packets (include/net/dropreason-core.h). */
public final class DropReason {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("NOT_SPECIFIED", "the kernel says no reason"),
            Map.entry("NO_SOCKET", "nobody listens there"),
            Map.entry("NETFILTER_DROP", "a rule of a filter"),
            Map.entry("IP_RPFILTER", "the reverse path filter"),
            Map.entry("IP_INNOROUTES", "no route leads there"),
            Map.entry("IP_OUTNOROUTES", "no route leads there"),
            Map.entry("IP_INADDRERRORS", "it is not forwarded"),
            Map.entry("IP_LOCAL_SOURCE", "its source is an address of this host"),
            Map.entry("IP_INVALID_SOURCE", "its source is not the address of a host"),
            Map.entry("IP_INVALID_DEST", "its destination is not the address of a host"),
            Map.entry("IP_LOCALNET", "an address of the loopback does not come from outside"),
            Map.entry("IPV6DISABLED", "IPv6 is off"),
            Map.entry("NEIGH_FAILED", "nobody answers for the next hop"),
            Map.entry("NEIGH_QUEUEFULL", "too many wait for the next hop"),
            Map.entry("TCP_LISTEN_OVERFLOW", "the queue of the listener is full"),
            Map.entry("SOCKET_RCVBUFF", "the socket has no room"),
            Map.entry("SOCKET_FILTER", "a filter of the socket"),
            Map.entry("PKT_TOO_BIG", "it is longer than the MTU"),
            Map.entry("TC_INGRESS", "a filter of tc"),
            Map.entry("TC_EGRESS", "a filter of tc"),
            Map.entry("QDISC_DROP", "the queue of the device"),
            Map.entry("XDP", "a program of XDP"),
            Map.entry("BPF_CGROUP_EGRESS", "a program of a control group"),
            Map.entry("DEV_READY", "the device is down"),
            Map.entry("BRIDGE_INGRESS_STP_STATE", "the spanning tree has not opened the port"),
            Map.entry("OTHERHOST", "it is for another hardware address"));

    private DropReason() {}

    /** A description of a reason; without one, the reason in lower case. */
    public static String text(String reason) {
        return WORDS.getOrDefault(reason, reason.toLowerCase(Locale.ROOT).replace('_', ' '));
    }
}
