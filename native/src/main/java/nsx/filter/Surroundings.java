package nsx.filter;

import java.net.InetAddress;
import java.util.function.Predicate;

/**
 * What rules ask for that is not in the packet.
 *
 * @param local whether an address is one of the machine's
 * @param own whether the packet is sent by a program of the machine, whose user is then root
 */
public record Surroundings(Predicate<InetAddress> local, boolean own) {}
