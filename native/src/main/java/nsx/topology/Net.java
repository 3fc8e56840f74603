package nsx.topology;

import java.util.List;
import java.util.Optional;

/**
 * A network namespace.
 *
 * @param inode the inode of the namespace; the bits above 32 contain the number of another host
 * @param names the names of its files, then of its container or pod; {@code host} is first for the namespace that nsx
 * was started in
 * @param leader the process with the lowest number in it
 * @param host whether nsx was started in it
 * @param current whether it was the session's current namespace
 * @param refused why its content is unknown
 * @param devices the devices sorted by index
 * @param routes the default routes of the main table
 * @param nat the NAT rules in nsx's own nftables table, and the ports that a container runtime leads here
 * @param networks the names of the container runtime's networks that it is in
 */
public record Net(
        long inode,
        List<String> names,
        Optional<Leader> leader,
        boolean host,
        boolean current,
        Optional<String> refused,
        List<Device> devices,
        List<DefaultRoute> routes,
        List<Translation> nat,
        List<String> networks,
        ChangeMark mark) {
    /** The bits of the inode; the bits above contain the number of another host. */
    private static final long INODE = 0xffffffffL;

    /** The process that represents a namespace. */
    public record Leader(int pid, String command) {}

    /** The short label: the first name, otherwise the leader, otherwise the inode. */
    public String label() {
        if (!names.isEmpty()) {
            return names.get(0);
        }
        return leader.map(l -> "process " + l.pid()).orElseGet(this::id);
    }

    /** The text of the link in /proc/PID/ns: {@code net:[4026531840]}. */
    public String id() {
        return "net:[" + (inode & INODE) + "]";
    }

    public Optional<Device> device(int index) {
        return devices.stream().filter(d -> d.index() == index).findFirst();
    }

    /** Whether the namespace contains only a loopback device. */
    public boolean isBare() {
        return refused.isEmpty()
                && routes.isEmpty()
                && nat.isEmpty()
                && networks.isEmpty()
                && devices.stream().allMatch(d -> d.kind().equals("loopback") && d.isUnremarkable());
    }

    /** Returns this namespace with these devices. */
    public Net with(List<Device> others) {
        return with(others, routes, nat, mark);
    }

    Net marked(ChangeMark to) {
        return new Net(inode, names, leader, host, current, refused, devices, routes, nat, networks, to);
    }

    Net with(List<Device> theDevices, List<DefaultRoute> theRoutes, List<Translation> theNat, ChangeMark to) {
        return new Net(inode, names, leader, host, current, refused, theDevices, theRoutes, theNat, networks, to);
    }
}
