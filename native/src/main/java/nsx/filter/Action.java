package nsx.filter;

import java.net.InetAddress;
import java.util.Optional;

/**
 * The action of a rule for a packet that it matches.
 *
 * @param chain the target of jump and goto; empty for other kinds
 * @param to the new address of the packet; empty for the address of the device
 * @param port the new port of the packet; 0 for no change
 */
public record Action(Kind kind, String chain, Optional<InetAddress> to, int port) {
    public Action(Kind kind, String chain) {
        this(kind, chain, Optional.empty(), 0);
    }

    /** The kinds of action. */
    public enum Kind {
        DROP,
        ACCEPT,
        JUMP,
        GOTO,
        RETURN,
        /** The packet is dropped and the sender gets an error. */
        REJECT,
        /** The source becomes the address of the outgoing device. */
        MASQUERADE,
        /** The source becomes the address given in the rule. */
        SOURCE_NAT,
        DESTINATION_NAT,
        /** The destination becomes the address of the incoming device. */
        REDIRECT,
        /** The packet goes to a program, which decides. */
        QUEUE,
        /** The packet is modified, answered or handed to a socket; its fate is not predicted. */
        DIVERT,
        /** A map chooses one of the other actions for the packet. */
        MAPPED;

        /** Whether the packet ends here. */
        public boolean stops() {
            return this == DROP || this == REJECT;
        }
    }
}
