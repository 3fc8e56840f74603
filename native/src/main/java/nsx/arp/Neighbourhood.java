package nsx.arp;

import java.net.InetAddress;
import java.util.Optional;
import nsx.sys.Fd;

/** One way to ask who has an address, over a socket that is open. */
interface Neighbourhood extends AutoCloseable {
    /** Sends one request to every host on the link. */
    void ask();

    /**
     * Reads one incoming message and returns the six-byte hardware address of the host that answered; empty if the
     * message is not an answer or there is none.
     */
    Optional<byte[]> answer();

    /** The descriptor to poll for an answer. */
    Fd fd();

    @Override
    void close();

    static Neighbourhood open(AddressQuery.Plan plan) {
        InetAddress target = plan.target();
        return target.getAddress().length == 4 ? Arp.open(plan) : Solicitation.open(plan);
    }
}
