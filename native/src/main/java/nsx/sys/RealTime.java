package nsx.sys;

import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import java.util.Map;

/** The library with timers and message queues: librt before glibc 2.34, libc since. */
final class RealTime {
    private static final Map<String, ?> UTF8 = Map.of(Library.OPTION_STRING_ENCODING, "UTF-8");

    private RealTime() {}

    static NativeLibrary library() {
        NativeLibrary process = NativeLibrary.getProcess(UTF8);
        try {
            process.getFunction("mq_open");
            return process;
        } catch (UnsatisfiedLinkError e) {
            // librt depends on libc, so the functions of libc are found there too
            return NativeLibrary.getInstance("librt.so.1", UTF8);
        }
    }
}
