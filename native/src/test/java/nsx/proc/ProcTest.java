package nsx.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProcTest {
    @Test
    void mountsWithAndWithoutOptionalFields() {
        String text = """
                31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
                45 27 0:4 net:[4026532384] /run/netns/a\\040b rw shared:7 master:2 - nsfs nsfs rw
                46 27 0:9 /x\\134y /mnt/\\303 ro - 9p  rw
                """;
        List<MountInfo> mounts = MountInfo.parse(text);
        assertEquals(
                new MountInfo(
                        31,
                        23,
                        "0:28",
                        "/",
                        "/sys/fs/cgroup",
                        List.of("rw", "relatime"),
                        List.of(),
                        "tmpfs",
                        "tmpfs",
                        List.of("rw", "mode=755")),
                mounts.get(0));
        assertEquals(List.of("shared:7", "master:2"), mounts.get(1).propagation());
        assertEquals(List.of("rw"), mounts.get(2).systemOptions());
        assertEquals("/run/netns/a b", mounts.get(1).target());
        assertEquals("net:[4026532384]", mounts.get(1).root());
        assertEquals("nsfs", mounts.get(1).type());
        assertEquals("/x\\y", mounts.get(2).root());
        assertEquals("", mounts.get(2).source());
    }

    @Test
    void placesInFileSystemsThatAreSeenInParts() {
        List<MountInfo> mounts = MountInfo.parse("""
                10 1 8:1 /var/machine / rw - ext4 /dev/sda rw
                11 10 8:1 /srv/data /data rw - ext4 /dev/sda rw
                12 10 0:5 / /run rw - tmpfs t rw
                13 10 8:1 /var/machine/home /covered rw - ext4 /dev/sda rw
                14 13 0:6 / /covered rw - tmpfs t rw
                15 12 0:4 net:[4026532384] /run/a rw - nsfs nsfs rw
                """);
        assertEquals("/var/machine", mounts.get(0).rootOf("/"));
        assertEquals("/var/machine/home/a", mounts.get(0).rootOf("/home/a"));
        assertEquals("/srv/data/x", mounts.get(1).rootOf("/data/x"));
        assertEquals("/", mounts.get(2).rootOf("/run"));
        assertEquals("/y", mounts.get(2).rootOf("/run/y"));

        assertEquals(Optional.of("/"), MountInfo.source(mounts, "8:1", "/var/machine"));
        assertEquals(Optional.of("/home/a"), MountInfo.source(mounts, "8:1", "/var/machine/home/a"));
        assertEquals(Optional.of("/data/x"), MountInfo.source(mounts, "8:1", "/srv/data/x"));
        assertEquals(Optional.of("/run/y"), MountInfo.source(mounts, "0:5", "/y"));
        assertEquals(Optional.of("/run/a"), MountInfo.source(mounts, "0:4", "net:[4026532384]"));
        assertEquals(Optional.empty(), MountInfo.source(mounts, "8:1", "/srv"));
        assertEquals(Optional.empty(), MountInfo.source(mounts, "8:1", "/var/machinery"));
        assertEquals(
                Optional.empty(), MountInfo.source(mounts, "8:1", "/var/machine/run/x"), "hidden by another mount");
    }

    @Test
    void processesWithAndWithoutACommandLine() {
        String status = "Name:\tsle ep: x\nState:\tS (sleeping)\nPid:\t12\nPPid:\t1\nUid:\t0\t1000\t0\t0\n";
        assertEquals(
                new ProcessInfo(12, 1, List.of(12), 1000, "S", "sle ep: x", "sleep 100"),
                ProcessInfo.parse(status, "sleep\000100\000"));
        assertEquals(
                List.of(12, 3, 1),
                ProcessInfo.parse(status + "NSpid:\t12\t3\t1\n", "").numbers());
        assertEquals("[sle ep: x]", ProcessInfo.parse(status, "").command());
    }

    @Test
    void usersByNumber() {
        Users users = Users.parse(
                "root:x:0:0::/root:/bin/sh\n# x\n+::::::\nme:x:1000:\nother:x:1000:1:::\nbig:x:4294967294:1:::\n");
        assertEquals("root", users.name(0));
        assertEquals("me", users.name(1000));
        assertEquals("1", users.name(1));
        assertEquals("big", users.name(-2));
    }

    @Test
    void thisProcessIsThere() {
        int self = (int) ProcessHandle.current().pid();
        assertTrue(ProcessInfo.pids().contains(self));
        assertTrue(ProcessInfo.read(self).orElseThrow().command().contains("java"));
        assertTrue(ProcessInfo.read(0).isEmpty());
    }
}
