package nsx.sys;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.util.Map;

/** The C library's clocks, in a class that is loaded only when a clock is read. */
final class LibcTime {
    static {
        Native.register(LibcTime.class, NativeLibrary.getProcess(Map.of(Library.OPTION_STRING_ENCODING, "UTF-8")));
    }

    private LibcTime() {}

    /** A timespec is two longs on 64-bit Linux. */
    static native int clock_gettime(int clock, long[] timespec);
}
