package nsx.diag;

import java.util.List;

/** The states of include/net/tcp_states.h, which sockets of every kind have; names as in RFC 9293. */
public final class SocketState {
    private static final List<String> TCP = List.of(
            "0",
            "established",
            "syn-sent",
            "syn-received",
            "fin-wait-1",
            "fin-wait-2",
            "time-wait",
            "unconnected",
            "close-wait",
            "last-ack",
            "listen",
            "closing",
            // a half-open connection that has no socket yet
            "syn-received",
            "bound-inactive");

    private SocketState() {}

    /** The names of all states. */
    public static List<String> names() {
        return TCP.stream().skip(1).distinct().toList();
    }

    /** A closed one is called unconnected, as ss(8) does: it is open in its process. */
    static String text(int state) {
        return state >= 0 && state < TCP.size() ? TCP.get(state) : Integer.toString(state);
    }
}
