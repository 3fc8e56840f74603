package nsx.discover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.proc.JsonText;
import nsx.proc.Users;
import nsx.sys.Mounts;
import nsx.test.Fresh;
import nsx.test.Peer;
import org.junit.jupiter.api.Test;

/** On the real kernel, against lsns(8). */
class DiscoveryLiveTest {
    private static final String COLUMNS = "NS,TYPE,NPROCS,PID,USER,COMMAND,PNS,ONS,NSFS";

    private static NamespaceGraph all() {
        return Discovery.of(EnumSet.allOf(NamespaceKind.class));
    }

    /** A program that says a line when it is where it is to be, and ends with its standard input. */
    private static Process start(String command) throws IOException {
        Process process = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .start();
        BufferedReader said = process.inputReader();
        assertEquals("ready", said.readLine());
        return process;
    }

    private static void end(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        process.getInputStream().close();
        process.getErrorStream().close();
    }

    /** What lsns shows: a line for each namespace. It runs in a pid namespace of its own, so that others come and go unseen. */
    private static Map<Long, String> lsns(String json) {
        Map<?, ?> document = (Map<?, ?>) JsonText.parse(json).orElseThrow();
        Map<Long, String> lines = new TreeMap<>();
        for (Object row : (List<?>) document.get("namespaces")) {
            Map<?, ?> fields = (Map<?, ?>) row;
            lines.put(number(fields.get("ns")), line(fields));
        }
        return lines;
    }

    private static long number(Object value) {
        return value == null ? 0 : Math.round(Double.parseDouble(value.toString()));
    }

    private static String line(Map<?, ?> fields) {
        return String.join(
                " ",
                fields.get("type").toString(),
                "processes=" + number(fields.get("nprocs")),
                "pid=" + number(fields.get("pid")),
                "user=" + fields.get("user"),
                "parent=" + number(fields.get("pns")),
                "owner=" + number(fields.get("ons")),
                "mounts=" + Optional.ofNullable(fields.get("nsfs")).orElse(""));
    }

    private static String line(NamespaceNode node, Users users) {
        String mounts = node.holders().stream()
                .filter(h -> h instanceof Holder.Mount m && m.isHere())
                .map(h -> ((Holder.Mount) h).path())
                .sorted()
                .reduce((a, b) -> a + "\n" + b)
                .orElse("");
        return String.join(
                " ",
                node.kind().file(),
                "processes=" + node.processes().size(),
                "pid=" + node.leader().map(NamespaceNode.Leader::pid).orElse(0),
                "user=" + node.leader().map(l -> users.name(l.user())).orElse("root"),
                "parent=" + above(node.kin().flatMap(NamespaceAncestry::parent)),
                "owner=" + above(node.kin().flatMap(NamespaceAncestry::owner)),
                "mounts=" + mounts);
    }

    private static long above(Optional<NamespaceAncestry> kin) {
        return kin.map(k -> k.id().inode()).orElse(0L);
    }

    /** Processes of others start and end meanwhile: compared is what is the same before and after. */
    @Test
    void agreesWithLsns() {
        Fresh.call(() -> {
            Peer.run("ip netns add empty && ip netns add full");
            Process inside = start("ip netns exec full unshare -imu sh -c 'echo ready; read x'");
            Process apart = start("unshare -Upfr --mount-proc --kill-child sh -c 'echo ready; read x'");
            Map<Long, String> different = new HashMap<>();
            for (int trial = 0; trial < 20; trial++) {
                different = differences();
                if (different.isEmpty()) {
                    break;
                }
            }
            end(apart);
            end(inside);
            assertEquals(Map.of(), different);
            return null;
        });
    }

    private static Map<Long, String> differences() {
        Map<Long, NamespaceNode> before = byInode(all());
        Map<Long, String> shown = lsns(Peer.run("lsns -J -o " + COLUMNS));
        Map<Long, NamespaceNode> after = byInode(all());
        Users users = Users.read();
        Map<Long, String> different = new TreeMap<>();
        shown.forEach((inode, line) -> {
            NamespaceNode first = before.get(inode);
            NamespaceNode second = after.get(inode);
            boolean steady = first != null && second != null && Objects.equals(first.processes(), second.processes());
            // the namespaces that lsns itself is in have it as a member
            if (steady && !line(second, users).equals(line) && !isOurs(second, line)) {
                different.put(inode, "lsns: " + line + "\nnsx:  " + line(second, users));
            } else if (first == null && second == null) {
                different.put(inode, "lsns: " + line + "\nnsx:  nothing");
            }
        });
        return different;
    }

    /** lsns and the shell that started it are two more. */
    private static boolean isOurs(NamespaceNode node, String line) {
        int self = (int) ProcessHandle.current().pid();
        int more = node.processes().size();
        return node.holders().contains(new Holder.Process(self))
                        || node.holders().stream().anyMatch(h -> isOurThread(h, self))
                ? line.matches(".*processes=(" + (more + 1) + "|" + (more + 2) + ") .*")
                : false;
    }

    private static boolean isOurThread(Holder holder, int self) {
        return holder instanceof Holder.Task task && task.pid() == self;
    }

    private static Map<Long, NamespaceNode> byInode(NamespaceGraph graph) {
        Map<Long, NamespaceNode> all = new HashMap<>();
        graph.nodes().forEach(n -> all.put(n.id().inode(), n));
        return all;
    }

    @Test
    void namesCountsAndKeepersOfNetworkNamespaces() {
        Fresh.call(() -> {
            Peer.run("ip netns add a && ip netns attach b $$ && ip netns del b && mkdir /run/x && touch /run/x/f"
                    + " && mount --bind /run/netns/a /run/x/f");
            long inode = Long.parseLong(Peer.run("stat -Lc %i /run/netns/a"));
            NamespaceNode node = all().find(inode).orElseThrow();
            assertEquals(List.of("a"), node.names());
            assertEquals(List.of("2 mounts"), node.keptBy());
            Process inside = start("ip netns exec a sh -c 'echo ready; read x'");
            Process holding = start("exec 5</run/netns/a; echo ready; read x");
            node = all().find(inode).orElseThrow();
            assertEquals(
                    List.of("3 mounts", "process", "fd"),
                    node.keptBy(),
                    "the mount namespace of ip netns exec has a copy of what is private");
            end(inside);
            end(holding);
            Peer.run("umount /run/x/f; ip netns del a");
            assertTrue(all().find(inode).isEmpty());
            return null;
        });
    }

    @Test
    void aMountInAMountNamespaceWithoutProcesses() {
        Fresh.call(() -> {
            Peer.run("mkdir /run/m && mount -t tmpfs none /run/m --make-private && touch /run/m/f /run/m/net" + "");
            // which processor makes it decides whether the kernel takes it for the younger one
            Peer.run("for cpu in $(seq 0 $(($(nproc) - 1))); do taskset -c $cpu unshare --mount=/run/m/f --net"
                    + " sh -c 'mount --bind /proc/self/ns/net /run/m/net' 2>/dev/null && break; done");
            NamespaceGraph graph = all();
            long mounts = Long.parseLong(Peer.run("stat -Lc %i /run/m/f"));
            assertEquals(
                    List.of(),
                    graph.notes().stream().filter(n -> n.contains("mount")).toList());
            assertTrue(
                    graph.nodes().stream()
                            .filter(n -> n.kind() == NamespaceKind.NET)
                            .anyMatch(n -> n.holders().equals(List.of(new Holder.Mount("/run/m/net", mounts, 0)))),
                    () -> graph.nodes().toString());
            Mounts.unmount("/run/m/f", Mounts.MNT_DETACH);
            return null;
        });
    }

    @Test
    void thoseAboveAreThoseThatTheKernelTells() {
        Fresh.call(() -> {
            Process apart = start("unshare -Ur --net sh -c 'unshare -Ur --net sh -c \"echo ready; read x\"'");
            NamespaceGraph graph = all();
            Map<Long, NamespaceNode> byInode = byInode(graph);
            int checked = 0;
            for (NamespaceNode node : graph.nodes()) {
                Optional<Namespace> found = Discovery.reach(graph, node);
                if (found.isPresent() && node.kin().isPresent()) {
                    try (Namespace namespace = found.get()) {
                        assertEquals(node.id(), namespace.id());
                        Optional<Namespace> owner = namespace.owner();
                        assertEquals(
                                owner.map(Namespace::id),
                                node.kin().get().owner().map(NamespaceAncestry::id),
                                namespace.text());
                        owner.ifPresent(o -> assertNotNull(byInode.get(o.id().inode())));
                        owner.ifPresent(Namespace::close);
                        checked++;
                    }
                }
            }
            end(apart);
            assertTrue(checked >= 8, "checked " + checked);
            return null;
        });
    }

    @Test
    void processesThatComeAndGoAreNoTrouble() {
        Fresh.call(() -> {
            Process storm = start("echo ready; while ! read -t 0.001 x; do unshare -n -u true & unshare -m true; done"
                    .replace("read -t 0.001 x", "test -e /run/stop"));
            for (int i = 0; i < 30; i++) {
                assertTrue(all().nodes().size() >= 8);
            }
            Peer.run("touch /run/stop");
            end(storm);
            return null;
        });
    }
}
