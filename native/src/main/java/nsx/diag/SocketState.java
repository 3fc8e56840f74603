package nsx.diag;

import java.util.List;

/** The states of include/net/tcp_states.h, which sockets of every kind use; the names are those of RFC 9293. */
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
            // a half-open connection without a socket
            "syn-received",
            "bound-inactive");

    private SocketState() {}

    /** The names of all states. */
    public static List<String> names() {
        return TCP.stream().skip(1).distinct().toList();
    }

    /**
     * The name of a state. A closed socket is called unconnected as in ss(8), because its process still has it open.
     */
    static String text(int state) {
        return state >= 0 && state < TCP.size() ? TCP.get(state) : Integer.toString(state);
    }

    /** The number of a state's name; 0 for a name that is none. */
    static int number(String text) {
        return Math.max(0, TCP.indexOf(text));
    }
}
