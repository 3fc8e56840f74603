package nsx.dsl.probe;

/** What happens to a packet in a network namespace, in the order in which it does. */
enum Stage {
    RECEIVED,
    PREROUTING,
    ROUTE,
    INPUT,
    FORWARD,
    OUTPUT,
    POSTROUTING,
    NEIGHBOUR,
    SENT,
    /** It is delivered, or dropped. */
    END;

    /** Whether filters stand there. */
    boolean isHook() {
        return this == PREROUTING || this == INPUT || this == FORWARD || this == OUTPUT || this == POSTROUTING;
    }

    /** That of a hook of nftables or iptables. */
    static Stage ofHook(String hook) {
        return switch (hook) {
            case "prerouting" -> PREROUTING;
            case "input" -> INPUT;
            case "output" -> OUTPUT;
            case "postrouting" -> POSTROUTING;
            default -> FORWARD;
        };
    }

    /** Of an interrupted way: that which a step of {@code why} looked at. */
    static Stage ofLooked(String looked) {
        String[] words = looked.split(" ");
        if (words[0].equals("nftables") || words[0].equals("iptables")) {
            String hook = words.length > 2 && words[1].equals("bridge") ? words[2] : words.length > 1 ? words[1] : "";
            return ofHook(hook);
        }
        return switch (words[0]) {
            case "route", "source", "rp_filter" -> ROUTE;
            case "neighbour" -> NEIGHBOUR;
            case "bridge", "forwarding" -> FORWARD;
            default -> END;
        };
    }
}
