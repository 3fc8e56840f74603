package nsx.filter;

import java.net.InetAddress;
import java.util.function.Predicate;

/**
 * Facts outside the packet that rules ask for.
 *
 * @param local whether an address is one of the machine's
 * @param own whether a program of this machine sends the packet, which then counts as root's
 */
public record Surroundings(Predicate<InetAddress> local, boolean own) {}
