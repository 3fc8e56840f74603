package nsx.sys;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalLong;

/** Asks the kernel about an open namespace file (ioctl_ns(2), since Linux 4.9 and 4.11). */
public final class NamespaceFiles {
    private static final long NS_GET_USERNS = 0xb701;
    private static final long NS_GET_PARENT = 0xb702;
    private static final long NS_GET_NSTYPE = 0xb703;
    private static final long NS_GET_OWNER_UID = 0xb704;
    private static final long NS_GET_MNTNS_ID = 0x8008b705L;

    private NamespaceFiles() {}

    /**
     * Opens a file that stands for a namespace. Any other file is not opened, because a pipe would block and a device
     * could have any effect.
     *
     * @throws SysException EINVAL if the file stands for none
     */
    public static Fd open(String path) {
        return find(path).orElseThrow(() -> new SysException("open", Errno.EINVAL, path));
    }

    /**
     * As {@link #open}, but empty if the file stands for no namespace. The check and the open are one step, so the
     * name may be deleted in between.
     */
    public static Optional<Fd> find(String path) {
        try (Fd place = Files.open(path, Files.O_PATH)) {
            return reopened(place);
        }
    }

    /** Opens a namespace file below an open directory; empty if the file stands for no namespace. */
    public static Optional<Fd> findBelow(Fd directory, String path) {
        try (Fd place = Files.openBelow(directory, path, Files.O_PATH)) {
            return reopened(place);
        }
    }

    private static Optional<Fd> reopened(Fd place) {
        return Files.stat(place).device() == Tasks.namespace("net").device()
                ? Optional.of(Files.open(Files.THREAD + "fd/" + place.number(), Files.O_RDONLY))
                : Optional.empty();
    }

    /** The owning user namespace; empty if it is outside the caller's own (EPERM). */
    public static Optional<Fd> owner(Fd namespace) {
        return related(namespace, NS_GET_USERNS);
    }

    /**
     * The parent of a pid or user namespace; empty for other kinds (EINVAL) and if the caller may not see it (EPERM).
     */
    public static Optional<Fd> parent(Fd namespace) {
        return related(namespace, NS_GET_PARENT);
    }

    private static Optional<Fd> related(Fd namespace, long request) {
        int fd = Descriptors.attempt(() -> Libc.ioctl(namespace.number(), request, null));
        if (fd < 0) {
            Errno errno = Errno.of(Libc.errno());
            if (errno == Errno.EPERM || errno == Errno.EINVAL) {
                return Optional.empty();
            }
            throw new SysException("ioctl", errno, "0x" + Long.toHexString(request));
        }
        // the kernel sets O_CLOEXEC
        return Optional.of(new Fd(fd));
    }

    /** The CLONE_NEW* flag of the namespace's kind. */
    public static int kind(Fd namespace) {
        return SysException.check("ioctl", Libc.ioctl(namespace.number(), NS_GET_NSTYPE, null), "NS_GET_NSTYPE");
    }

    /** The number by which the kernel orders mount namespaces by age; empty before Linux 6.11. */
    public static OptionalLong mountsNumber(Fd mounts) {
        byte[] number = new byte[Long.BYTES];
        return Libc.ioctl(mounts.number(), NS_GET_MNTNS_ID, number) < 0
                ? OptionalLong.empty()
                : OptionalLong.of(
                        ByteBuffer.wrap(number).order(ByteOrder.nativeOrder()).getLong());
    }

    /** The id of the user who created a user namespace. */
    public static int maker(Fd userNamespace) {
        byte[] uid = new byte[Integer.BYTES];
        SysException.check("ioctl", Libc.ioctl(userNamespace.number(), NS_GET_OWNER_UID, uid), "NS_GET_OWNER_UID");
        return ByteBuffer.wrap(uid).order(ByteOrder.nativeOrder()).getInt();
    }
}
