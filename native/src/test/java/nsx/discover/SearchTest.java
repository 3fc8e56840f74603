package nsx.discover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import nsx.ns.NamespaceId;
import nsx.ns.NamespaceKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trees of /proc as they are found on hosts, read without a right to anything. */
class SearchTest {
    private static final String ID = "0123456789abcdef".repeat(4);

    @TempDir
    Path directory;

    private CapturedProc proc;

    @BeforeEach
    void host() {
        proc = new CapturedProc(
                directory, Set.of(new NamespaceLink(NamespaceKind.NET, 1), new NamespaceLink(NamespaceKind.MNT, 2)));
        proc.process(1, "init", "net:[1]", "mnt:[2]", "pid:[3]", "time:[4]", "user:[5]");
        proc.process(20, "sleep 100", "net:[1]", "mnt:[2]", "pid:[3]", "time:[4]", "user:[5]");
    }

    private NamespaceNode node(long inode) {
        return proc.graph().find(inode).orElseThrow();
    }

    private static List<String> phrases(NamespaceNode node) {
        return node.holders().stream().map(h -> h.text(pid -> "c" + pid)).toList();
    }

    private static NamespaceAncestry kin(
            NamespaceKind kind, long inode, NamespaceAncestry owner, NamespaceAncestry parent) {
        OptionalInt maker = kind == NamespaceKind.USER ? OptionalInt.of(1000) : OptionalInt.empty();
        return new NamespaceAncestry(
                kind, new NamespaceId(4, inode), Optional.ofNullable(owner), Optional.ofNullable(parent), maker);
    }

    @Test
    void processesAreCountedAndTheLowestLeads() {
        NamespaceNode net = node(1);
        assertEquals(List.of(1, 20), net.processes());
        assertEquals("init", net.leader().orElseThrow().command());
        assertEquals(List.of("2 processes"), net.keptBy());
        assertEquals(5, proc.graph().nodes().size());
        assertEquals(List.of(), proc.graph().notes());
    }

    @Test
    void aThreadElsewhereKeepsItsNamespace() {
        proc.link("20/task/21/ns/net", "net:[77]").link("20/task/21/ns/mnt", "mnt:[2]");
        assertEquals(List.of("thread 21 of process 20 (c20)"), phrases(node(77)));
        assertEquals(List.of(), node(77).processes());
        assertEquals(List.of("2 processes"), node(2).keptBy(), "a thread that is where its process is, is no news");
    }

    @Test
    void childrenKeepPidAndTimeNamespaces() {
        proc.link("20/ns/pid_for_children", "pid:[30]").link("20/ns/time_for_children", "time:[40]");
        assertEquals(List.of("children of process 20 (c20)"), phrases(node(30)));
        assertEquals(List.of("children of 1"), node(40).keptBy());
    }

    @Test
    void openFilesKeepThem() {
        proc.link("20/fd/0", "/dev/null")
                .link("20/fd/7", "net:[88]")
                .link("20/fd/8", "socket:[88]")
                .link("20/fd/9", "/tmp/uts:[90]");
        assertEquals(List.of("fd 7 of process 20 (c20)"), phrases(node(88)));
        assertTrue(proc.graph().find(90).isEmpty(), "a file can be called anything");
    }

    @Test
    void mountsOfEveryMountNamespaceKeepThem() {
        String here = "1 0 0:9 / /run/netns rw shared:1 - tmpfs none rw\n"
                + "50 1 0:4 net:[60] /run/netns/a rw - nsfs nsfs rw\n"
                + "51 1 0:4 net:[60] /run/netns/a rw - nsfs nsfs rw\n"
                + "52 1 0:4 mnt:[70] /run/nsx/ns/mnt/m rw - nsfs nsfs rw\n";
        proc.ownMounts = here;
        proc.process(30, "box", "net:[1]", "mnt:[9]").text("30/mountinfo", here.replace("60]", "61]"));
        String slave =
                "1 0 0:9 / /run/netns rw master:1 - tmpfs none rw\n53 1 0:4 net:[60] /run/netns/a rw - nsfs nsfs rw\n"
                        + "54 1 0:4 net:[60] /elsewhere rw - nsfs nsfs rw\n";
        proc.process(31, "box", "net:[1]", "mnt:[10]").text("31/mountinfo", slave);
        proc.inside("/run/nsx/ns/mnt/m", "60 1 0:4 uts:[62] /x\\040y rw - nsfs nsfs rw\n");
        assertEquals(
                List.of("mount on /run/netns/a", "mount on /elsewhere in mnt:[10]"),
                phrases(node(60)),
                "below a shared mount it is there twice, and what follows it ends with it");
        assertEquals(List.of("a"), node(60).names());
        assertEquals(List.of("mount on /run/netns/a in mnt:[9]"), phrases(node(61)));
        assertEquals(List.of(), node(61).names(), "a name that others gave is not ours");
        assertEquals(List.of("mount on /x y in mnt:[70]"), phrases(node(62)));
    }

    @Test
    void aMountNamespaceThatCannotBeEnteredIsSaid() {
        proc.ownMounts = "52 1 0:4 mnt:[70] /run/nsx/ns/mnt/m rw - nsfs nsfs rw\n";
        assertEquals(
                List.of("a mount namespace without a process could not be entered: mounts there are missing"),
                proc.graph().notes());
    }

    @Test
    void thoseAboveAreFoundAndHeldFromBelow() {
        NamespaceAncestry top = kin(NamespaceKind.USER, 5, null, null);
        NamespaceAncestry middle = kin(NamespaceKind.USER, 50, top, top);
        NamespaceAncestry outer = kin(NamespaceKind.PID, 51, middle, null);
        proc.process(30, "box", "pid:[52]", "user:[5]").above(kin(NamespaceKind.PID, 52, middle, outer));
        assertEquals(List.of("owner of pid:[52]", "owner of pid:[51]"), phrases(node(50)));
        assertEquals(List.of("parent of pid:[52]"), phrases(node(51)));
        assertTrue(phrases(node(5)).contains("owner of user:[50]"));
        assertEquals(
                middle.id(),
                node(52).kin().flatMap(NamespaceAncestry::owner).orElseThrow().id());
    }

    @Test
    void whatOnlyTheKernelListsIsThereToo() {
        proc.list(List.of(kin(NamespaceKind.NET, 1, null, null), kin(NamespaceKind.NET, 99, null, null)));
        assertEquals(List.of("something that cannot be seen from here"), phrases(node(99)));
        assertEquals(List.of("2 processes"), node(1).keptBy());
    }

    @Test
    void whatIsGoneOrHalfThereIsNoTrouble() {
        proc.directory("31")
                .directory("32/ns")
                .link("33/ns/user", "user:[5]")
                .text("34/ns", "no directory")
                .link("35/ns/net", "net:[x]");
        assertEquals(List.of(1, 20, 33), node(5).processes(), "a zombie has its user namespace only");
        assertEquals(5, proc.graph().nodes().size());
    }

    @Test
    void hiddenProcessesAreSaid() {
        proc.ownMounts = "5 1 0:5 / /proc rw - proc proc rw,hidepid=invisible\n";
        assertEquals(List.of(), proc.graph().notes(), "process 1 is shown: nothing is hidden from us");
        CapturedProc without = new CapturedProc(directory.resolve("other"), Set.of());
        without.process(20, "sleep", "net:[1]");
        without.ownMounts = proc.ownMounts;
        assertEquals(
                List.of("/proc is mounted with hidepid=invisible: processes of others are hidden, "
                        + "and so are namespaces that only they keep"),
                without.graph().notes());
    }

    @Test
    void thousandsOfProcesses() {
        for (int pid = 100; pid < 2100; pid++) {
            proc.link(pid + "/ns/net", "net:[" + (1000 + pid / 4) + "]");
        }
        NamespaceGraph graph = proc.graph();
        assertEquals(505, graph.nodes().size());
        assertEquals(
                List.of(1000, 1001, 1002, 1003), graph.find(1250).orElseThrow().processes());
    }

    @Test
    void aContainerGivesItsNamespacesItsNameButNotThoseOfTheHost() {
        proc.process(40, "nginx", "net:[1]", "mnt:[41]", "pid:[42]")
                .text("40/cgroup", "1:cpu:/\n0::/system.slice/docker-" + ID + ".scope\n");
        assertEquals(List.of("docker/" + ID.substring(0, 12)), node(41).names());
        assertEquals(List.of(), node(1).names());
    }

    @Test
    void aPodGivesWhatItsContainersShareItsName() {
        String pod = "/kubepods.slice/kubepods-burstable.slice/"
                + "kubepods-burstable-pod12345678_1234_1234_1234_123456789abc.slice/cri-containerd-";
        String other = "f".repeat(64);
        proc.process(40, "pause", "net:[41]", "mnt:[42]").text("40/cgroup", "0::" + pod + ID + ".scope\n");
        proc.process(43, "nginx", "net:[41]", "mnt:[44]").text("43/cgroup", "0::" + pod + other + ".scope\n");
        String name = "pod/12345678-1234-1234-1234-123456789abc";
        assertEquals(List.of(name), node(41).names());
        assertEquals(List.of(name + "/ffffffffffff"), node(44).names());
    }
}
