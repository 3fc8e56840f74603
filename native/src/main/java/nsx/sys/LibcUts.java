package nsx.sys;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.util.Map;

/** The C library's functions for the machine's names. */
final class LibcUts {
    static {
        Native.register(LibcUts.class, NativeLibrary.getProcess(Map.of(Library.OPTION_STRING_ENCODING, "UTF-8")));
    }

    private LibcUts() {}

    static native int uname(byte[] names);

    static native int sethostname(byte[] name, long length);

    static native int setdomainname(byte[] name, long length);
}
