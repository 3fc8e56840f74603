package nsx.filter;

import java.net.InetAddress;
import java.util.function.Predicate;

/**
 * Facts beside the packet that rules ask for.
 *
 * @param local whether an address is one of the machine's
 * @param own whether a program of the machine sends the packet; its user is then root
 */
public record Surroundings(Predicate<InetAddress> local, boolean own) {}
