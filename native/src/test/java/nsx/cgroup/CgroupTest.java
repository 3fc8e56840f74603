package nsx.cgroup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import nsx.cgroup.Setting.Write;
import nsx.proc.MountInfo;
import nsx.process.Child;
import nsx.process.Launcher;
import nsx.process.Program;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.MemoryFile;
import nsx.sys.Spawn;
import nsx.sys.SysException;
import nsx.test.Fresh;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class CgroupTest {
    private static final String HYBRID = """
            31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
            32 31 0:29 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu,cpuacct
            35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
            40 31 0:37 / /sys/fs/cgroup/systemd rw,relatime - cgroup cgroup rw,name=systemd
            38 31 0:35 / /sys/fs/cgroup/blkio rw,relatime - cgroup cgroup rw,blkio
            41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
            """;

    private static List<Hierarchy> hybrid() {
        return Hierarchy.parse(MountInfo.parse(HYBRID), mount -> "pids hugetlb\n");
    }

    private static String tree(Controller controller) {
        return Hierarchy.of(controller, hybrid())
                .map(h -> h.version() + " " + h.mount())
                .orElse("none");
    }

    @Test
    void mountsThatOthersHideAreNotTrees() {
        assertEquals(hybrid(), Hierarchy.parse(MountInfo.parse(HYBRID + HYBRID), mount -> "pids hugetlb\n"));
    }

    @Test
    void eachControllerIsInOneTree() {
        assertEquals("1 /sys/fs/cgroup/cpu", tree(Controller.CPU));
        assertEquals("1 /sys/fs/cgroup/memory", tree(Controller.MEMORY));
        assertEquals("2 /sys/fs/cgroup/unified", tree(Controller.PIDS));
        assertEquals("1 /sys/fs/cgroup/blkio", tree(Controller.IO));
        assertEquals("2 /sys/fs/cgroup/unified", tree(Controller.FREEZER));
        assertEquals("none", tree(Controller.CPUSET));
        assertEquals(List.of(), Hierarchy.parse(MountInfo.parse(""), mount -> ""));
    }

    private static UnaryOperator<String> files(Map<String, String> files) {
        return files::get;
    }

    private static Object value(Setting setting, boolean unified, String... files) {
        HashMap<String, String> all = new HashMap<>();
        for (int i = 0; i < files.length; i += 2) {
            all.put(files[i], files[i + 1]);
        }
        return setting.value(unified, files(all));
    }

    @Test
    void whatTheFilesSayInBothVersions() {
        assertNull(value(Setting.MEMORY, false, "memory.limit_in_bytes", "9223372036854771712\n"));
        assertEquals(67108864L, value(Setting.MEMORY, false, "memory.limit_in_bytes", "67108864\n"));
        assertNull(value(Setting.MEMORY, true, "memory.max", "max\n"));
        assertEquals(67108864L, value(Setting.MEMORY, true, "memory.max", "67108864\n"));
        assertEquals(
                10L, value(Setting.SWAP, false, "memory.memsw.limit_in_bytes", "110", "memory.limit_in_bytes", "100"));
        assertNull(value(Setting.PIDS, false, "pids.max", "max\n"));
        assertEquals(0.5, value(Setting.CPU, true, "cpu.max", "50000 100000\n"));
        assertNull(value(Setting.CPU, true, "cpu.max", "max 100000\n"));
        assertEquals(1.5, value(Setting.CPU, false, "cpu.cfs_quota_us", "150000\n", "cpu.cfs_period_us", "100000\n"));
        assertNull(value(Setting.CPU, false, "cpu.cfs_quota_us", "-1\n", "cpu.cfs_period_us", "100000\n"));
        assertEquals(100L, value(Setting.WEIGHT, false, "cpu.shares", "1024\n"));
        assertEquals(250L, value(Setting.WEIGHT, true, "cpu.weight", "250\n"));
        assertEquals("0-1", value(Setting.CPUS, true, "cpuset.cpus", "0-1\n"));
        assertNull(value(Setting.CPUS, true, "cpuset.cpus", "\n"));
        assertEquals(200L, value(Setting.IO_WEIGHT, true, "io.bfq.weight", "default 200\n"));
        assertEquals(true, value(Setting.FROZEN, false, "freezer.state", "FREEZING\n"));
        assertEquals(false, value(Setting.FROZEN, true, "cgroup.freeze", "0\n"));
    }

    private static final UnaryOperator<String> UNLIMITED = files(Map.of(
            "memory.limit_in_bytes", "9223372036854771712", "memory.memsw.limit_in_bytes", "9223372036854771712"));

    @Test
    void whatIsWrittenInBothVersions() {
        assertEquals(
                List.of(new Write("memory.limit_in_bytes", "4096")), Setting.MEMORY.writes(false, 4096L, UNLIMITED));
        assertEquals(List.of(new Write("memory.limit_in_bytes", "-1")), Setting.MEMORY.writes(false, null, UNLIMITED));
        assertEquals(List.of(new Write("memory.max", "max")), Setting.MEMORY.writes(true, null, UNLIMITED));
        assertEquals(List.of(new Write("memory.swap.max", "0")), Setting.SWAP.writes(true, 0L, UNLIMITED));
        assertEquals(List.of(new Write("pids.max", "max")), Setting.PIDS.writes(false, null, UNLIMITED));
        assertEquals(List.of(new Write("cpu.max", "50000 100000")), Setting.CPU.writes(true, 0.5, UNLIMITED));
        assertEquals(List.of(new Write("cpu.max", "max 100000")), Setting.CPU.writes(true, null, UNLIMITED));
        assertEquals(
                List.of(new Write("cpu.cfs_period_us", "100000"), new Write("cpu.cfs_quota_us", "-1")),
                Setting.CPU.writes(false, null, UNLIMITED));
        assertEquals(List.of(new Write("cpu.shares", "2048")), Setting.WEIGHT.writes(false, 200L, UNLIMITED));
        assertEquals(List.of(new Write("freezer.state", "FROZEN")), Setting.FROZEN.writes(false, true, UNLIMITED));
    }

    @Test
    void withASwapLimitTheSumOfVersion1IsNeverBelowTheMemory() {
        UnaryOperator<String> read =
                files(Map.of("memory.limit_in_bytes", "100", "memory.memsw.limit_in_bytes", "110"));
        assertEquals(
                List.of(new Write("memory.memsw.limit_in_bytes", "210"), new Write("memory.limit_in_bytes", "200")),
                Setting.MEMORY.writes(false, 200L, read));
        assertEquals(
                List.of(new Write("memory.limit_in_bytes", "50"), new Write("memory.memsw.limit_in_bytes", "60")),
                Setting.MEMORY.writes(false, 50L, read));
        assertEquals(List.of(new Write("memory.memsw.limit_in_bytes", "120")), Setting.SWAP.writes(false, 20L, read));
    }

    @Test
    void whatTheKernelCounted() {
        assertEquals(3L, GroupUsage.OOM_KILLS.parse("oom_kill_disable 0\nunder_oom 0\noom_kill 3\n"));
        assertEquals(4L, GroupUsage.OOM_KILLS.parse("low 0\nhigh 0\nmax 7\noom 4\noom_kill 4\noom_group_kill 0\n"));
        assertEquals(9L, GroupUsage.PIDS_REFUSED.parse("max 9\n"));
        assertEquals(5L, GroupUsage.THROTTLED.parse("nr_periods 11\nnr_throttled 5\nthrottled_time 12345\n"));
        assertNull(GroupUsage.THROTTLED.parse("usage_usec 1\n"));
        assertEquals(4096L, GroupUsage.MEMORY.parse("4096\n"));
    }

    /** The tree of version 2 alone, whatever controllers this machine keeps in others. */
    private static ControlGroup unified() {
        List<Hierarchy> all =
                Hierarchy.all().stream().filter(Hierarchy::isUnified).toList();
        assumeTrue(!all.isEmpty() && isWritable(all.get(0).mount()), "needs a tree of version 2 to make groups in");
        return new ControlGroup("test-" + ProcessHandle.current().pid(), all);
    }

    private static boolean isWritable(String directory) {
        return java.nio.file.Files.isWritable(Path.of(directory));
    }

    private static Child start(ControlGroup group, Program program, int output) {
        return new GroupEntrance(group)
                .start(program, new Spawn.Setting(output, output, output, true), Launcher::startHere);
    }

    @Test
    void aProgramIsInAGroupOfVersion2FromItsFirstInstruction() {
        Fresh.call(() -> {
            ControlGroup group = unified();
            group.create(Optional.empty());
            try (MemoryFile out = new MemoryFile("out")) {
                Child child = start(
                        group,
                        new Program(
                                List.of(
                                        "sh",
                                        "-c",
                                        "cat /proc/self/cgroup; ls /proc/self/fd; echo \"$1\"",
                                        "sh",
                                        "a b"),
                                Map.of()),
                        out.fd().number());
                assertTrue(child.await().isSuccess());
                List<String> lines = new String(out.content(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
                assertTrue(lines.contains("0::/nsx/" + group.name()), lines::toString);
                assertTrue(lines.containsAll(List.of("0", "1", "2", "a b")), lines::toString);
                assertFalse(lines.contains("4"), lines::toString);
                assertEquals(
                        Errno.ENOENT,
                        Assertions.assertThrows(
                                        SysException.class,
                                        () -> start(
                                                group,
                                                Program.of("no-such-program"),
                                                out.fd().number()))
                                .errno());
                assertEquals(List.of(), group.processes());
            } finally {
                group.delete();
            }
            assertEquals(List.of(), group.paths());
            return null;
        });
    }

    @Test
    void freezingAndEndingInVersion2() {
        Fresh.call(() -> {
            ControlGroup group = unified();
            group.create(Optional.empty());
            try (Fd nothing = Files.open("/dev/null", Files.O_RDWR)) {
                Child child = start(group, Program.shell("sleep 100 & sleep 100 & wait"), nothing.number());
                while (group.processes().size() < 3) {
                    Thread.onSpinWait();
                }
                group.set(Setting.FROZEN, true);
                assertEquals(Optional.of(true), group.get(Setting.FROZEN));
                assertEquals(
                        Errno.EBUSY,
                        Assertions.assertThrows(SysException.class, group::delete)
                                .errno());
                group.kill();
                assertEquals(9, child.await().signal());
            } finally {
                group.kill();
                group.delete();
            }
            return null;
        });
    }
}
