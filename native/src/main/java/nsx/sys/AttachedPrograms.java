package nsx.sys;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Finds BPF programs that inspect packets and that netlink does not report (bpf(2)). Only a caller with CAP_NET_ADMIN
 * on the machine may ask; for other callers the answer is always none.
 */
public final class AttachedPrograms {
    /** The system call number of bpf(2), which depends on the architecture. */
    private static final long BPF = System.getProperty("os.arch").equals("aarch64") ? 280 : 321;

    private static final int PROG_QUERY = 16;
    private static final int LINK_GET_FD_BY_ID = 30;
    private static final int LINK_GET_NEXT_ID = 31;
    /** BPF_F_QUERY_EFFECTIVE: includes programs of the groups above. */
    private static final int EFFECTIVE = 1;

    private static final int ATTRIBUTES = 64;
    /** The offset of the number of programs in the attributes of PROG_QUERY. */
    private static final int COUNT = 24;

    private static final class Calls {
        static {
            Native.register(Calls.class, NativeLibrary.getProcess());
        }

        static native long syscall(long bpf, long command, byte[] attributes, long size);
    }

    /** An attachment point of programs (BPF_* of enum bpf_attach_type). */
    public enum Place {
        /** Attached to a network namespace: chooses the socket for a packet. */
        SK_LOOKUP(36),
        /** Attached to a device, since Linux 6.6. */
        TCX_INGRESS(46),
        TCX_EGRESS(47),
        /** Attached to a netkit, since Linux 6.7. */
        NETKIT_PRIMARY(54),
        NETKIT_PEER(55),
        /** Attached to a control group: sees what its sockets receive and send, and how they are created and used. */
        CGROUP_INET_INGRESS(0),
        CGROUP_INET_EGRESS(1),
        CGROUP_INET_SOCK_CREATE(2),
        CGROUP_SOCK_OPS(3),
        CGROUP_INET4_BIND(8),
        CGROUP_INET6_BIND(9),
        CGROUP_INET4_CONNECT(10),
        CGROUP_INET6_CONNECT(11),
        CGROUP_UDP4_SENDMSG(14),
        CGROUP_UDP6_SENDMSG(15),
        CGROUP_UDP4_RECVMSG(19),
        CGROUP_UDP6_RECVMSG(20);

        private final int number;

        Place(int number) {
            this.number = number;
        }
    }

    private AttachedPrograms() {}

    /** Whether a device of the calling thread's network namespace has a program at this attachment point. */
    public static boolean ofDevice(int index, Place place) {
        return count(index, place) > 0;
    }

    /** Whether the calling thread's network namespace has a program at this attachment point. */
    public static boolean ofNamespace(Place place) {
        try (Fd net = Files.open("/proc/thread-self/ns/net", Files.O_RDONLY)) {
            return count(net.number(), place) > 0;
        }
    }

    /**
     * Whether a control group of version 2, or one above it, has a program at this attachment point.
     *
     * @param group the directory of the group
     */
    public static boolean ofGroup(Fd group, Place place) {
        return count(group.number(), place, EFFECTIVE) > 0;
    }

    /**
     * Whether any network namespace of the machine has a program among the hooks of netfilter; the kernel does not
     * report which.
     */
    public static boolean amongFilters() {
        int id = 0;
        while (true) {
            Optional<ByteBuffer> next = call(LINK_GET_NEXT_ID, attributes().putInt(0, id));
            if (next.isEmpty()) {
                return false;
            }
            id = next.get().getInt(4);
            if (isFilter(id)) {
                return true;
            }
        }
    }

    /** Whether the link with this id attaches to netfilter; false if it is gone. */
    private static boolean isFilter(int id) {
        long fd =
                Calls.syscall(BPF, LINK_GET_FD_BY_ID, attributes().putInt(0, id).array(), ATTRIBUTES);
        if (fd < 0) {
            return false;
        }
        try (Fd link = new Fd((int) fd)) {
            return Files.readText("/proc/thread-self/fdinfo/" + link.number(), Files.SMALL)
                    .contains("link_type:\tnetfilter");
        }
    }

    private static int count(int target, Place place) {
        return count(target, place, 0);
    }

    private static int count(int target, Place place, int flags) {
        ByteBuffer asked =
                attributes().putInt(0, target).putInt(4, place.number).putInt(8, flags);
        return call(PROG_QUERY, asked).map(got -> got.getInt(COUNT)).orElse(0);
    }

    private static ByteBuffer attributes() {
        return ByteBuffer.allocate(ATTRIBUTES).order(ByteOrder.nativeOrder());
    }

    /**
     * Calls bpf(2) and returns the attributes that the kernel filled in; empty if it refuses (EPERM) or lacks the
     * command (EINVAL, ENOSYS).
     */
    private static Optional<ByteBuffer> call(int command, ByteBuffer attributes) {
        return Calls.syscall(BPF, command, attributes.array(), ATTRIBUTES) < 0
                ? Optional.empty()
                : Optional.of(attributes);
    }
}
