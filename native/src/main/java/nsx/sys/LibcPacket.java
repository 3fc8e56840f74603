package nsx.sys;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.util.Map;

/** The functions of the C library that packet captures need. */
final class LibcPacket {
    static {
        Native.register(LibcPacket.class, NativeLibrary.getProcess(Map.of()));
    }

    private LibcPacket() {}

    static native Pointer mmap(Pointer address, long length, int protection, int flags, int fd, long offset);

    static native int munmap(Pointer address, long length);

    static native int ftruncate(int fd, long length);
}
