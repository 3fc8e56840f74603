package nsx.arp;

import java.net.InetAddress;
import java.util.Optional;
import nsx.sys.Fd;

/** One way to ask who has an address, over a socket that is open. */
interface Neighbourhood extends AutoCloseable {
    /** Asks all who are on the cable. */
    void ask();

    /** The hardware address of who answered, six bytes, from what came next; empty when that was something else, or nothing. */
    Optional<byte[]> answer();

    /** To wait for an answer. */
    Fd fd();

    @Override
    void close();

    static Neighbourhood open(AddressQuery.Plan plan) {
        InetAddress target = plan.target();
        return target.getAddress().length == 4 ? Arp.open(plan) : Solicitation.open(plan);
    }
}
