package nsx.dsl.why;

import java.net.InetAddress;
import java.util.Optional;
import nsx.rtnl.Link;

/**
 * What is sent.
 *
 * @param by the device that it has to leave by: an address of a cable alone says one; empty when any will do
 * @param protocol its number in IP
 * @param sourcePort 0 for one that the kernel chooses
 * @param port the destination port; 0 when none was said
 */
public record Sending(InetAddress to, Optional<Link> by, int protocol, int sourcePort, int port) {
    /** The same by a program that is bound to a port. */
    Sending from(int other) {
        return new Sending(to, by, protocol, other, port);
    }
}
