package nsx.filter;

import java.net.InetAddress;
import java.util.Optional;

/**
 * What a rule does with a packet that it matches.
 *
 * @param chain where jump and goto lead; empty for the others
 * @param to the address that it gets; empty for that of the device
 * @param port the port that it gets; 0 for the same
 */
public record Action(Kind kind, String chain, Optional<InetAddress> to, int port) {
    public Action(Kind kind, String chain) {
        this(kind, chain, Optional.empty(), 0);
    }

    /** How a rule ends. */
    public enum Kind {
        DROP,
        ACCEPT,
        JUMP,
        GOTO,
        RETURN,
        /** Dropped with an answer to the sender. */
        REJECT,
        /** The source becomes the address of the device that it leaves by. */
        MASQUERADE,
        /** The source becomes an address that the rule says. */
        SOURCE_NAT,
        DESTINATION_NAT,
        /** The destination becomes the address of the device that it came by. */
        REDIRECT,
        /** Given to a program, which decides. */
        QUEUE,
        /** Written to, answered, or handed to a socket: what becomes of it is not foreseen here. */
        DIVERT,
        /** A map contains one of the others for the packet. */
        MAPPED;

        /** Whether the packet goes no further. */
        public boolean stops() {
            return this == DROP || this == REJECT;
        }
    }
}
