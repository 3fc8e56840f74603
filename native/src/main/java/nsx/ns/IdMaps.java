package nsx.ns;

import nsx.sys.Files;

/**
 * The users and groups that exist in a user namespace.
 *
 * @param setgroups whether programs in it may change their supplementary groups; always false in one that a plain
 * user created (since 3.19)
 */
public record IdMaps(IdMap users, IdMap groups, boolean setgroups) {
    public IdMaps(IdMap users, IdMap groups) {
        this(users, groups, true);
    }

    /** Reads the maps of the user namespace of a process; ids outside are those of the calling thread's namespace. */
    public static IdMaps of(int pid) {
        return read("/proc/" + pid);
    }

    /** Reads the maps of a child process of nsx. */
    public static IdMaps ofChild(int pid) {
        return read(Files.OWN_PROC + pid);
    }

    /** Reads the maps of the calling thread's user namespace; ids outside are those of its parent. */
    public static IdMaps ofThisThread() {
        return read("/proc/thread-self");
    }

    private static IdMaps read(String directory) {
        String setgroups = directory + "/setgroups";
        return new IdMaps(
                IdMap.parse(Files.readText(directory + "/uid_map", Files.SMALL)),
                IdMap.parse(Files.readText(directory + "/gid_map", Files.SMALL)),
                !Files.exists(setgroups)
                        || Files.readText(setgroups, Files.SMALL).strip().equals("allow"));
    }
}
