package nsx.filter;

import java.net.InetAddress;
import java.util.function.Predicate;

/**
 * Facts outside the packet that rules ask for.
 *
 * @param local whether an address is one of the machine's
 * @param own whether a program of this machine sends the packet, which then counts as root's
 * @param returning whether the way back to a packet's source leads by the device that it came by
 */
public record Surroundings(Predicate<InetAddress> local, boolean own, Returning returning) {
    /** Looks up the way back to the source of a packet. */
    public interface Returning {
        /**
         * Whether the way back leads by the device that the packet came by.
         *
         * @param marked whether the mark of the packet counts
         */
        Truth test(Packet packet, boolean marked);
    }

    /** Where no way back is known. */
    public Surroundings(Predicate<InetAddress> local, boolean own) {
        this(local, own, (packet, marked) -> Truth.UNKNOWN);
    }
}
