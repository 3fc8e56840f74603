package nsx.dsl.checkup;

import java.nio.file.Path;
import java.util.List;
import nsx.sys.Files;

/** Checks the directories that nsx reads and writes, as they are mounted. */
final class Directories {
    private Directories() {}

    static List<Requirement> look() {
        return List.of(
                Requirement.of(Files.exists("/proc/self/ns"), "/proc", "all words", "mount -t proc proc /proc"),
                Requirement.of(Files.exists("/sys/class/net"), "/sys", "links, sysctl", "mount -t sysfs sysfs /sys"),
                Requirement.of(
                        isWritable("/run"),
                        "/run, writable",
                        "netns and all other names",
                        "mount -t tmpfs -o mode=755 tmpfs /run"),
                Requirement.of(
                        Files.exists("/sys/fs/cgroup/cgroup.controllers") || Files.exists("/sys/fs/cgroup/memory"),
                        "control groups",
                        "cgroup, container",
                        "mount -t cgroup2 cgroup2 /sys/fs/cgroup"),
                Requirement.of(
                        Files.exists("/sys/kernel/tracing/instances"),
                        "tracefs",
                        "probe, for the reasons of drops",
                        "mount -t tracefs tracefs /sys/kernel/tracing"));
    }

    /** Whether a directory is writable by access(2), which also detects read-only mounts. */
    private static boolean isWritable(String directory) {
        return java.nio.file.Files.isWritable(Path.of(directory));
    }
}
