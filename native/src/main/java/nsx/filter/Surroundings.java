package nsx.filter;

import java.net.InetAddress;
import java.util.function.Predicate;

/**
 * What rules ask for that is not in the packet.
 *
 * @param local whether an address is one of the machine's
 * @param marked whether anything there gives marks to packets, so that theirs is not known; else it is 0
 */
public record Surroundings(Predicate<InetAddress> local, boolean marked) {}
