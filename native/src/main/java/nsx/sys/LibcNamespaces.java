package nsx.sys;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/** The system calls of {@link NamespaceList}. */
final class LibcNamespaces {
    static {
        Native.register(LibcNamespaces.class, NativeLibrary.getProcess());
    }

    private LibcNamespaces() {}

    static native long syscall(long listns, byte[] request, byte[] ids, long count, long flags);

    static native int open_by_handle_at(int mount, byte[] handle, int flags);
}
