package nsx.topology;

import java.util.List;
import java.util.Optional;

/**
 * A device of a network namespace.
 *
 * @param name the kernel's name, which may contain control characters
 * @param kind the kernel's name of the kind; {@code loopback} for lo and {@code physical} for a device without a kind
 * @param state the operational state of RFC 2863; {@code up} or {@code down} by its flags if the kernel reports
 * unknown
 * @param master the bridge, bond or vrf that it is a port of, by name
 * @param peer the other end of a pair
 * @param lower the lower device of a vlan or macvlan
 * @param remote the remote address of a tunnel
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
     * A device in any network namespace.
     *
     * @param inode the inode of its network namespace; 0 if the namespace is not visible
     * @param index the index in that namespace
     * @param device the name; empty if it is not visible
     */
    public record Far(long inode, int index, Optional<String> device) {}

    /** Whether the device is a loopback device with only the usual addresses. */
    public boolean isUnremarkable() {
        return mark != ChangeMark.CHANGED
                && kind.equals("loopback")
                && addresses.stream()
                        .allMatch(a ->
                                a.address().equals("127.0.0.1/8") || a.address().equals("::1/128"));
    }

    /** Returns this device with {@code other} as the other end of its pair. */
    public Device joinedTo(Far other) {
        return new Device(index, name, kind, state, addresses, master, Optional.of(other), lower, remote, mark);
    }

    Device with(List<Assigned> assigned, ChangeMark to) {
        return new Device(index, name, kind, state, assigned, master, peer, lower, remote, to);
    }
}
