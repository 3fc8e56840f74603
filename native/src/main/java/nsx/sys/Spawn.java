package nsx.sys;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Starts programs by posix_spawn(3). The child is in the namespaces of the calling thread, has default signal dispositions and an
 * empty signal mask, and inherits the descriptors 0, 1 and 2 only. The JDK's own ProcessBuilder starts threads, which a thread
 * that changed its pid namespace cannot.
 */
public final class Spawn {
    private static final short POSIX_SPAWN_SETPGROUP = 0x02;
    private static final short POSIX_SPAWN_SETSIGDEF = 0x04;
    private static final short POSIX_SPAWN_SETSIGMASK = 0x08;
    /** The flag POSIX_SPAWN_SETSID, since glibc 2.26. */
    private static final short POSIX_SPAWN_SETSID = 0x80;

    private static final int SIGSET_BYTES = 128;
    // posix_spawnattr_t has 336 bytes and posix_spawn_file_actions_t 80 on 64-bit Linux
    private static final int OPAQUE_BYTES = 512;

    private Spawn() {}

    /**
     * The child's descriptors 0, 1 and 2 and its process group.
     *
     * @param ownGroup whether the child leads a new process group; otherwise it joins that of nsx
     * @param terminal gets the new group as its foreground group before the program starts; null to leave it
     * unchanged
     * @param joins the descriptors of the cgroup.procs files of the control groups that the program joins
     * @param ownSession whether the child leads a new session, without a terminal (setsid(2))
     */
    public record Setting(
            int in, int out, int error, boolean ownGroup, Terminal terminal, List<Integer> joins, boolean ownSession) {
        public Setting(int in, int out, int error, boolean ownGroup) {
            this(in, out, error, ownGroup, null);
        }

        public Setting(int in, int out, int error, boolean ownGroup, Terminal terminal) {
            this(in, out, error, ownGroup, terminal, List.of(), false);
        }

        public Setting joining(List<Integer> groups) {
            return new Setting(in, out, error, ownGroup, terminal, List.copyOf(groups), ownSession);
        }

        /** Returns this setting for a program in a new session, which survives the end of the terminal. */
        public Setting inSession() {
            return new Setting(in, out, error, false, terminal, joins, true);
        }

        /** The descriptors that become 0, 1, 2 and, for a program that joins groups, 3 and up. */
        private int[] descriptors() {
            return IntStream.concat(IntStream.of(in, out, error), joins.stream().mapToInt(Integer::intValue))
                    .toArray();
        }
    }

    /**
     * Starts a program.
     *
     * @param path the path of the file; no search takes place
     * @param arguments the arguments; the first is the program's name
     * @return the process id in the pid namespace of nsx
     * @throws SysException ENOENT (no such file, or its interpreter), EACCES, ENOEXEC (no program), E2BIG
     */
    public static int start(String path, List<String> arguments, List<byte[]> environment, Setting setting) {
        List<byte[]> strings = new ArrayList<>();
        arguments.forEach(a -> strings.add(a.getBytes(StandardCharsets.UTF_8)));
        int[] pid = new int[1];
        try (Memory argv = array(strings);
                Memory env = array(environment);
                Memory actions = new Memory(OPAQUE_BYTES);
                Memory attributes = new Memory(OPAQUE_BYTES)) {
            check("posix_spawn_file_actions_init", LibcSpawn.posix_spawn_file_actions_init(actions), path);
            check("posix_spawnattr_init", LibcSpawn.posix_spawnattr_init(attributes), path);
            try {
                descriptors(actions, setting);
                signals(attributes, setting);
                check("posix_spawn", spawn(pid, path, actions, attributes, argv, env), path);
            } finally {
                LibcSpawn.posix_spawn_file_actions_destroy(actions);
                LibcSpawn.posix_spawnattr_destroy(attributes);
            }
        }
        return pid[0];
    }

    private static int spawn(int[] pid, String path, Pointer actions, Pointer attributes, Memory argv, Memory env) {
        CoreDumps.starting();
        try {
            return LibcSpawn.posix_spawn(pid, path, actions, attributes, argv, env);
        } finally {
            CoreDumps.started();
        }
    }

    private static void descriptors(Pointer actions, Setting setting) {
        if (setting.terminal() != null) {
            // since glibc 2.35; before, the starter does it a moment later
            LibcSpawn.optional("posix_spawn_file_actions_addtcsetpgrp_np")
                    .ifPresent(f -> check(
                            "tcsetpgrp",
                            f.invokeInt(
                                    new Object[] {actions, setting.terminal().fd()}),
                            ""));
        }
        int[] wanted = setting.descriptors();
        for (int to = 0; to < wanted.length; to++) {
            check("dup2", LibcSpawn.posix_spawn_file_actions_adddup2(actions, wanted[to], to), "" + to);
        }
        // since glibc 2.34; before, each open descriptor is closed by number
        Optional<Function> closefrom = LibcSpawn.optional("posix_spawn_file_actions_addclosefrom_np");
        if (closefrom.isPresent()) {
            check("closefrom", closefrom.get().invokeInt(new Object[] {actions, wanted.length}), "" + wanted.length);
        } else {
            openDescriptors()
                    .filter(fd -> fd >= wanted.length)
                    .forEach(fd -> LibcSpawn.posix_spawn_file_actions_addclose(actions, fd));
        }
    }

    private static Stream<Integer> openDescriptors() {
        String[] names = new File("/proc/self/fd").list();
        return names == null ? Stream.of() : Arrays.stream(names).map(Integer::valueOf);
    }

    private static void signals(Pointer attributes, Setting setting) {
        byte[] all = new byte[SIGSET_BYTES];
        Arrays.fill(all, (byte) 0xff);
        LibcSpawn.posix_spawnattr_setsigdefault(attributes, all);
        LibcSpawn.posix_spawnattr_setsigmask(attributes, new byte[SIGSET_BYTES]);
        LibcSpawn.posix_spawnattr_setpgroup(attributes, 0);
        int flags = POSIX_SPAWN_SETSIGDEF
                | POSIX_SPAWN_SETSIGMASK
                | (setting.ownGroup() ? POSIX_SPAWN_SETPGROUP : 0)
                | (setting.ownSession() ? POSIX_SPAWN_SETSID : 0);
        LibcSpawn.posix_spawnattr_setflags(attributes, (short) flags);
    }

    /** Builds a null-terminated array of pointers and the strings in one block of memory. */
    private static Memory array(List<byte[]> strings) {
        long pointers = (strings.size() + 1L) * Long.BYTES;
        Memory memory = new Memory(
                pointers + strings.stream().mapToLong(s -> s.length + 1L).sum());
        long at = pointers;
        for (int i = 0; i < strings.size(); i++) {
            byte[] s = strings.get(i);
            memory.write(at, s, 0, s.length);
            memory.setByte(at + s.length, (byte) 0);
            memory.setPointer((long) i * Long.BYTES, memory.share(at));
            at += s.length + 1;
        }
        memory.setPointer((long) strings.size() * Long.BYTES, null);
        return memory;
    }

    /** This process's environment by name, read once: nothing in the process changes it. */
    private static final class Own {
        private static final Map<String, byte[]> ALL = ownEnvironment();
        private static final List<byte[]> UNCHANGED = List.copyOf(ALL.values());
    }

    /**
     * This process's environment with some variables changed. It is kept as bytes, because the JDK decodes it and
     * loses some.
     */
    public static List<byte[]> environment(Map<String, String> changes) {
        return changes.isEmpty() ? Own.UNCHANGED : changed(new TreeMap<>(Own.ALL), changes);
    }

    private static Map<String, byte[]> ownEnvironment() {
        Map<String, byte[]> all = new TreeMap<>();
        Pointer environ = LibcSpawn.environment();
        for (long at = 0; environ != null && environ.getPointer(at) != null; at += Long.BYTES) {
            Pointer entry = environ.getPointer(at);
            byte[] bytes = entry.getByteArray(0, (int) entry.indexOf(0, (byte) 0));
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            all.put(text.split("=", 2)[0], bytes);
        }
        return all;
    }

    /** An environment that consists of these variables only. */
    public static List<byte[]> wholeEnvironment(Map<String, String> variables) {
        return changed(new TreeMap<>(), variables);
    }

    private static List<byte[]> changed(Map<String, byte[]> all, Map<String, String> changes) {
        changes.forEach((name, value) -> all.put(
                new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
                (name + "=" + value).getBytes(StandardCharsets.UTF_8)));
        return List.copyOf(all.values());
    }

    private static void check(String call, int error, String argument) {
        if (error != 0) {
            throw new SysException(call, Errno.of(error), argument);
        }
    }
}
