package nsx.topology;

import java.util.List;
import java.util.Optional;

/**
 * A network namespace.
 *
 * @param inode of the namespace; above its 32 bits the number of another host that it is on
 * @param names of its files, then that of its container or pod; {@code host} first for the one that nsx was started in
 * @param leader the process with the lowest number in it
 * @param host whether nsx was started in it
 * @param current whether it was the current one of the session
 * @param refused why nothing is known of what is inside
 * @param devices in the order of their indices
 * @param routes the default routes of the main table
 * @param nat what nsx's own nftables table translates
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
        ChangeMark mark) {
    /** Above the bits of an inode, a namespace of another host has the number of that. */
    private static final long INODE = 0xffffffffL;

    /** A process that stands for it. */
    public record Leader(int pid, String command) {}

    /** Its short name: its first name, else its leader, else its inode. */
    public String label() {
        if (!names.isEmpty()) {
            return names.get(0);
        }
        return leader.map(l -> "process " + l.pid()).orElseGet(this::id);
    }

    /** As /proc/PID/ns shows it: {@code net:[4026531840]}. */
    public String id() {
        return "net:[" + (inode & INODE) + "]";
    }

    public Optional<Device> device(int index) {
        return devices.stream().filter(d -> d.index() == index).findFirst();
    }

    /** Whether there is nothing in it but a loopback device. */
    public boolean isBare() {
        return refused.isEmpty()
                && routes.isEmpty()
                && nat.isEmpty()
                && devices.stream().allMatch(d -> d.kind().equals("loopback") && d.isUnremarkable());
    }

    /** The same with these devices. */
    public Net with(List<Device> others) {
        return with(others, routes, nat, mark);
    }

    Net marked(ChangeMark to) {
        return new Net(inode, names, leader, host, current, refused, devices, routes, nat, to);
    }

    Net with(List<Device> theDevices, List<DefaultRoute> theRoutes, List<Translation> theNat, ChangeMark to) {
        return new Net(inode, names, leader, host, current, refused, theDevices, theRoutes, theNat, to);
    }
}
