package nsx.sys;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Lists namespaces by the kernel (listns(2), since Linux 6.19; include/uapi/linux/nsfs.h). Each has a unique number,
 * which is never used again and is not an inode; a file handle made from the number opens the namespace.
 */
public final class NamespaceList {
    private static final long LISTNS = 470;
    private static final int AT_ONCE = 1024;
    private static final int REQUEST_BYTES = 32;
    private static final int HANDLE_BYTES = 16;
    private static final int O_CLOEXEC = 02000000;
    private static final int FILEID_NSFS = 0xf1;
    /** The descriptor that stands for the root of nsfs, which is mounted nowhere (since 6.18). */
    private static final int FD_NSFS_ROOT = -10003;

    private NamespaceList() {}

    /**
     * The namespaces that the caller may see, oldest first; empty if the kernel lacks the call (ENOSYS, or EPERM from
     * a filter of system calls that does not know it).
     */
    public static Optional<long[]> ids() {
        long[] all = new long[0];
        long[] some;
        do {
            long last = all.length == 0 ? 0 : all[all.length - 1];
            byte[] ids = new byte[AT_ONCE * Long.BYTES];
            long count = LibcNamespaces.syscall(LISTNS, request(last), ids, AT_ONCE, 0);
            if (count < 0) {
                Errno errno = Errno.of(Libc.errno());
                if (errno == Errno.ENOSYS || errno == Errno.EPERM) {
                    return Optional.empty();
                }
                throw new SysException("listns", errno, "after " + last);
            }
            some = decode(ids, (int) count);
            all = LongStream.concat(Arrays.stream(all), Arrays.stream(some)).toArray();
        } while (some.length == AT_ONCE);
        return Optional.of(all);
    }

    /** Opens a namespace; throws SysException with ESTALE if it has ended, EPERM if the caller may not. */
    public static Fd open(long id) {
        return open(id, 0, 0);
    }

    /** Opens a namespace; before 6.19 kind and inode must be those of the namespace. */
    static Fd open(long id, int kind, int inode) {
        byte[] handle = handle(id, kind, inode);
        return Descriptors.take(
                "open_by_handle_at",
                () -> LibcNamespaces.open_by_handle_at(FD_NSFS_ROOT, handle, Files.O_RDONLY | O_CLOEXEC),
                "namespace " + id);
    }

    /** Encodes struct ns_id_req: the namespaces after {@code after}, of all kinds and owners. */
    static byte[] request(long after) {
        return ByteBuffer.allocate(REQUEST_BYTES)
                .order(ByteOrder.nativeOrder())
                .putInt(REQUEST_BYTES)
                .putInt(0)
                .putLong(after)
                .array();
    }

    static long[] decode(byte[] ids, int count) {
        long[] decoded = new long[count];
        ByteBuffer.wrap(ids).order(ByteOrder.nativeOrder()).asLongBuffer().get(decoded);
        return decoded;
    }

    /** Encodes struct file_handle with struct nsfs_file_handle; a kind or inode of 0 is not compared. */
    static byte[] handle(long id, int kind, int inode) {
        return ByteBuffer.allocate(2 * Integer.BYTES + HANDLE_BYTES)
                .order(ByteOrder.nativeOrder())
                .putInt(HANDLE_BYTES)
                .putInt(FILEID_NSFS)
                .putLong(id)
                .putInt(kind)
                .putInt(inode)
                .array();
    }
}
