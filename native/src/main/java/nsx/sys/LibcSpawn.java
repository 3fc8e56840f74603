package nsx.sys;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.util.Map;
import java.util.Optional;

/** The C library's functions for programs and terminals, in a class that is loaded only when a program runs. */
final class LibcSpawn {
    private static final NativeLibrary C = NativeLibrary.getProcess(Map.of(Library.OPTION_STRING_ENCODING, "UTF-8"));

    static {
        Native.register(LibcSpawn.class, C);
    }

    private LibcSpawn() {}

    /** Finds a function that the C library may lack. */
    static Optional<Function> optional(String name) {
        try {
            return Optional.of(C.getFunction(name));
        } catch (UnsatisfiedLinkError e) {
            return Optional.empty();
        }
    }

    /** The environment of this process: a null-terminated array of strings. */
    static Pointer environment() {
        return C.getGlobalVariableAddress("environ").getPointer(0);
    }

    /** Returns the error number itself, 0 on success. */
    static native int posix_spawn(
            int[] pid, String path, Pointer actions, Pointer attributes, Pointer arguments, Pointer environment);

    static native int posix_spawn_file_actions_init(Pointer actions);

    static native int posix_spawn_file_actions_destroy(Pointer actions);

    static native int posix_spawn_file_actions_adddup2(Pointer actions, int from, int to);

    static native int posix_spawn_file_actions_addclose(Pointer actions, int fd);

    static native int posix_spawnattr_init(Pointer attributes);

    static native int posix_spawnattr_destroy(Pointer attributes);

    static native int posix_spawnattr_setflags(Pointer attributes, short flags);

    static native int posix_spawnattr_setpgroup(Pointer attributes, int group);

    static native int posix_spawnattr_setsigdefault(Pointer attributes, byte[] signals);

    static native int posix_spawnattr_setsigmask(Pointer attributes, byte[] signals);

    static native int waitpid(int pid, int[] status, int options);

    static native int waitid(int type, int id, byte[] info, int options);

    static native long syscall(long number, long first, long second);

    static native long syscall(long number, long first, long second, long third, long fourth);

    static native int pipe2(int[] ends, int flags);

    static native int memfd_create(String name, int flags);

    static native long pread(int fd, byte[] buffer, long count, long offset);

    static native long pwrite(int fd, byte[] buffer, long count, long offset);

    static native int sched_getaffinity(int thread, long size, byte[] processors);

    static native int sched_setaffinity(int thread, long size, byte[] processors);

    static native int prlimit(int pid, int resource, byte[] limits, byte[] before);

    static native int getpgrp();

    static native int tcgetpgrp(int fd);

    static native int tcsetpgrp(int fd, int group);

    static native int tcgetattr(int fd, byte[] modes);

    static native int tcsetattr(int fd, int when, byte[] modes);

    static native long signal(int number, long disposition);
}
