package nsx.sys;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * The C library's functions, mapped directly. size_t and ssize_t are long: only 64-bit Linux is supported. Variadic
 * functions (openat, ioctl, fcntl) are called with the argument of their command; the calling conventions of x86-64
 * and aarch64 pass it in the same way.
 */
final class Libc {
    static {
        Native.register(Libc.class, NativeLibrary.getProcess(Map.of(Library.OPTION_STRING_ENCODING, "UTF-8")));
    }

    private Libc() {}

    /** The calling thread's errno after the last call, as kept by JNA. */
    static int errno() {
        return Native.getLastError();
    }

    static native int openat(int directory, String path, int flags, int mode);

    static native int open_by_handle_at(int mount, byte[] handle, int flags);

    static native int close(int fd);

    static native int dup2(int from, int to);

    static native long read(int fd, byte[] buffer, long count);

    static native long write(int fd, byte[] buffer, long count);

    static native int fcntl(int fd, int command, int argument);

    static native int ioctl(int fd, long request, byte[] argument);

    static native int ioctl(int fd, long request, long argument);

    static native long readlinkat(int directory, String path, byte[] target, long size);

    static native int flock(int fd, int operation);

    static native int fchmod(int fd, int mode);

    static native int fchmodat(int directory, String path, int mode, int flags);

    static native int unlink(String path);

    static native int rename(String from, String to);

    static native int fsync(int fd);

    static native int mkdir(String path, int mode);

    static native int rmdir(String path);

    static native int mkdirat(int directory, String path, int mode);

    static native int unlinkat(int directory, String path, int flags);

    static native int statx(int directory, String path, int flags, int mask, byte[] result);

    static native int mount(String source, String target, String type, long flags, String data);

    static native int umount2(String target, int flags);

    static native int chroot(String path);

    static native int fchdir(int fd);

    /** Returns the address of the path, 0 for an error. */
    static native long getcwd(byte[] path, long size);

    static native int unshare(int flags);

    static native int setns(int fd, int kind);

    static native int getrlimit(int resource, long[] softAndHard);

    static native int gettid();

    static native int geteuid();

    static native int getegid();

    static native int socket(int domain, int type, int protocol);

    static native int bind(int fd, byte[] address, int length);

    static native int connect(int fd, byte[] address, int length);

    static native int listen(int fd, int waiting);

    static native int accept4(int fd, byte[] address, int[] length, int flags);

    static native int shutdown(int fd, int how);

    static native int getsockname(int fd, byte[] address, int[] length);

    static native int getpeername(int fd, byte[] address, int[] length);

    static native int setsockopt(int fd, int level, int option, byte[] value, int length);

    static native int getsockopt(int fd, int level, int option, byte[] value, int[] length);

    static native long sendto(int fd, byte[] data, long length, int flags, byte[] address, int addressLength);

    /** Sends from the start of a direct buffer. */
    static native long send(int fd, ByteBuffer data, long length, int flags);

    /** Receives into the start of a direct buffer. */
    static native long recv(int fd, ByteBuffer data, long length, int flags);

    /** Receives into the start of a direct buffer. */
    static native long recvfrom(int fd, ByteBuffer data, long length, int flags, byte[] address, int[] addressLength);

    static native long recvfrom(int fd, byte[] data, long length, int flags, byte[] address, int[] addressLength);

    static native int poll(byte[] descriptors, long count, int timeout);

    static native int eventfd(int initial, int flags);

    static native int kill(int pid, int signal);
}
