package nsx.arp;

import java.net.InetAddress;
import java.util.Optional;
import nsx.sys.Fd;

/** One way to ask who has an address, over a socket that is open. */
interface Neighbourhood extends AutoCloseable {
    /**
     * A host's answer.
     *
     * @param mac its hardware address, six bytes
     * @param arrived when the kernel received it, as {@link System#nanoTime}
     */
    record Claim(byte[] mac, long arrived) {}

    /** Sends one request to every host on the link and returns {@link System#nanoTime} right before. */
    long ask();

    /** Reads one incoming message; empty if it is not an answer or there is none. */
    Optional<Claim> answer();

    /** The descriptor to poll for an answer. */
    Fd fd();

    @Override
    void close();

    static Neighbourhood open(AddressQuery.Plan plan) {
        InetAddress target = plan.target();
        return target.getAddress().length == 4 ? Arp.open(plan) : Solicitation.open(plan);
    }
}
