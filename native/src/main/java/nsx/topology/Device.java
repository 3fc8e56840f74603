package nsx.topology;

import java.util.List;
import java.util.Optional;

/**
 * A device of a network namespace.
 *
 * @param name as the kernel has it: may hold control characters
 * @param kind as the kernel names it; {@code loopback} for lo and {@code physical} for what has none
 * @param state the operational state of RFC 2863; {@code up} or {@code down} as it was set where the kernel says unknown
 * @param master the bridge, bond or vrf that it is a port of, by name
 * @param peer the other end of a pair
 * @param lower the device that it stands on: that of a vlan or macvlan
 * @param remote where a tunnel ends
 */
public record Device(
        int index,
        String name,
        String kind,
        String state,
        List<Assigned> addresses,
        Optional<String> master,
        Optional<Far> peer,
        Optional<Far> lower,
        Optional<String> remote,
        ChangeMark mark) {
    /** An address with its prefix: {@code 10.0.0.11/24}. */
    public record Assigned(String address, boolean linkLocal, ChangeMark mark) {
        Assigned marked(ChangeMark to) {
            return new Assigned(address, linkLocal, to);
        }
    }

    /**
     * A device elsewhere.
     *
     * @param inode of its network namespace; 0 when it is in none that could be seen
     * @param index within that
     * @param device its name; empty when it could not be seen
     */
    public record Far(long inode, int index, Optional<String> device) {}

    /** A loopback device with no more than its usual addresses. */
    public boolean isUnremarkable() {
        return mark != ChangeMark.CHANGED
                && kind.equals("loopback")
                && addresses.stream()
                        .allMatch(a ->
                                a.address().equals("127.0.0.1/8") || a.address().equals("::1/128"));
    }

    /** The same as one end of a cable whose other end this is. */
    public Device joinedTo(Far other) {
        return new Device(index, name, kind, state, addresses, master, Optional.of(other), lower, remote, mark);
    }

    Device with(List<Assigned> assigned, ChangeMark to) {
        return new Device(index, name, kind, state, assigned, master, peer, lower, remote, to);
    }
}
