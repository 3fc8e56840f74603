package nsx.process;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.MemoryFile;
import nsx.sys.Spawn;
import nsx.test.Fresh;
import nsx.test.Peer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs in a container whose user arranges its files: what they reach of nsx, and with which rights. */
class HostileFilesTest {
    private static final String EXECUTABLES =
            "sha1sum /proc/" + ProcessHandle.current().pid() + "/exe $(command -v nsenter)";

    private final List<String> notices = new ArrayList<>();

    private interface Body {
        void run(Context host, Map<NamespaceKind, Namespace> container) throws Exception;
    }

    /** @param unshare the options of what makes the container; {@code /run} is its own, and {@code id} opens its own executable there */
    private static void container(String unshare, Body body) {
        Fresh.call(() -> {
            Context host = Context.ofThisThread();
            Peer.run("mkfifo /run/ready");
            String inside =
                    "mount -t tmpfs hostile /run && mkfifo /run/wait && printf '#!/proc/self/exe --wd=/run/wait\\n' > /run/id"
                            + " && chmod 755 /run/id && mount --bind /run/id /usr/bin/id && echo >&7 && exec 7>&- && exec sleep 1000";
            List<String> command = new ArrayList<>(List.of("sh", "-c", "exec 7>/run/ready; exec \"$@\"", "sh"));
            command.addAll(Arrays.asList(unshare.split(" ")));
            command.addAll(List.of("sh", "-c", inside));
            Child maker = Launcher.startHere(new Program(command, Map.of()), new Spawn.Setting(0, 1, 2, true));
            try {
                Peer.run("read line < /run/ready");
                body.run(host, namespaces(host, sleeping(maker.pid())));
            } finally {
                maker.signal(Signal.KILL);
                maker.await();
                host.all().forEach(Namespace::close);
            }
            return null;
        });
    }

    /** The container's process 1, or the one that made it. */
    private static String sleeping(int maker) {
        String children = Peer.run("cat /proc/" + maker + "/task/" + maker + "/children");
        return children.isEmpty() ? String.valueOf(maker) : children;
    }

    private static Map<NamespaceKind, Namespace> namespaces(Context host, String process) {
        Map<NamespaceKind, Namespace> all = new TreeMap<>();
        for (NamespaceKind kind : NamespaceKind.values()) {
            Namespace one = Namespace.at(kind, "/proc/" + process + "/ns/" + kind.file());
            if (!host.get(kind).orElseThrow().equals(one)) {
                all.put(kind, one);
            }
        }
        return all;
    }

    private static Context in(Context host, Map<NamespaceKind, Namespace> container) {
        Context context = host;
        for (Namespace one : container.values()) {
            context = context.with(one);
        }
        return context;
    }

    private String output(Context host, Context context, Program program) throws InterruptedException {
        try (MemoryFile out = new MemoryFile("out");
                Fd in = Files.open("/dev/null", Files.O_RDONLY)) {
            int number = out.fd().number();
            start(host, context, program, new Spawn.Setting(in.number(), number, number, true))
                    .await();
            return new String(out.content(), StandardCharsets.UTF_8).strip();
        }
    }

    private Child start(Context host, Context context, Program program, Spawn.Setting setting) {
        return new Launcher(host, notices::add).start(context, program, setting);
    }

    @ParameterizedTest
    @CsvSource({"unshare --mount", "unshare --mount --uts --ipc", "unshare --user --map-root-user --mount"})
    void whatOpensItsOwnExecutableGetsASealedCopy(String unshare) {
        container(unshare, (host, container) -> {
            String before = Peer.run(EXECUTABLES);
            Child victim = start(host, in(host, container), Program.of("id"), new Spawn.Setting(0, 1, 2, true));
            String proc = "/proc/" + victim.pid();
            // nsenter, as the interpreter of the container's script, waits for somebody to write to /run/wait
            while (!Peer.run("tr '\\0' ' ' < " + proc + "/cmdline").startsWith("/proc/self/exe --wd")) {
                assertTrue(victim.isAlive(), "it waits");
                Thread.sleep(5);
            }
            assertTrue(Peer.run("readlink " + proc + "/exe").startsWith("/memfd:nsx-nsenter"));
            try (Fd kept = Files.open(proc + "/exe", Files.O_RDONLY)) {
                String running = Peer.run("(: >>" + proc + "/exe) 2>&1 || true");
                assertTrue(running.endsWith("Text file busy"), running);
                Peer.run(": >" + proc + "/root/run/wait");
                victim.await();
                String ended = Peer.run(
                        "dd if=/dev/zero of=" + Namespace.descriptor(kept) + " conv=notrunc bs=1 count=1 2>&1 || true");
                assertTrue(ended.contains("Operation not permitted"), ended);
            }
            assertEquals(before, Peer.run(EXECUTABLES));
        });
    }

    @Test
    void nobodyInThePidNamespaceOfOthersSeesTheJvm() {
        container("unshare --mount --pid --fork --kill-child --mount-proc", (host, container) -> {
            Context inside = in(host, container);
            // nsenter --wd, which is what id is there, is process 2 and waits
            Child victim = start(host, inside, Program.of("id"), new Spawn.Setting(0, 1, 2, true));
            String seen = "";
            while (!seen.contains("memfd:nsx-nsenter")) {
                seen = output(host, inside, Program.shell("readlink /proc/[0-9]*/exe"));
                assertFalse(seen.contains("java"), seen);
            }
            victim.signal(Signal.KILL);
            victim.await();
        });
    }

    @Test
    void aProgramGetsTheDescriptors0To2AndAFewVariables() {
        container("unshare --mount", (host, container) -> {
            Context inside = in(host, container);
            assertEquals(
                    "0\n1\n2",
                    output(host, inside, Program.shell("exec ls /proc/self/fd")).replaceAll("\n3$", ""));
            List<String> names = output(host, inside, new Program(List.of("env"), Map.of("MINE", "x y")))
                    .lines()
                    .map(line -> line.replaceAll("=.*", ""))
                    .filter(name -> !name.matches("LC_.*|LANG|LANGUAGE|TERM|COLUMNS|LINES"))
                    .sorted()
                    .toList();
            assertEquals(List.of("HOME", "MINE", "PATH"), names);
            assertEquals(
                    "/ x /usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                    output(
                            host,
                            inside,
                            new Program(List.of("/bin/sh", "-c", "echo $HOME $X $PATH"), Map.of("X", "x"))));
            assertEquals("", output(host, inside, Program.of("env").withOnly(Map.of())), "none at all");
            assertEquals("", output(host, host, Program.of("env").withOnly(Map.of())), "none at all");
        });
    }

    @Test
    void aProgramThatIsNotThereIsMissedAndOneThatEndsWithItsCodeIsNot() {
        container("unshare --mount", (host, container) -> {
            Context inside = in(host, container);
            Launcher launcher = new Launcher(host, notices::add);
            assertTrue(launcher.isMissing(inside, Program.of("no-such-program")));
            assertTrue(launcher.isMissing(inside, Program.of("/no/such")));
            assertFalse(launcher.isMissing(inside, Program.shell("exit 127")));
            assertFalse(launcher.isMissing(inside, Program.of("sleep")));
            assertFalse(launcher.isMissing(inside, Program.of("/usr")), "a directory");
            assertFalse(launcher.isMissing(host, Program.of("no-such-program")), "it was said before");
        });
    }

    @Test
    void filesOfAnotherOwnerRunWithHisRightsOrWhereTheyAreTrusted() {
        container("unshare --user --map-root-user --mount", (host, container) -> {
            Context mounts = host.with(container.get(NamespaceKind.MNT));
            Spawn.Setting setting = new Spawn.Setting(0, 1, 2, true);
            String said = assertThrows(UntrustedException.class, () -> start(host, mounts, Program.of("true"), setting))
                    .getMessage();
            assertTrue(said.contains("with the rights of nsx's user on the whole host"), said);
            assertTrue(said.contains(container.get(NamespaceKind.USER).text()), said);
            String map = "cat /proc/self/uid_map | tr -s ' '";
            assertEquals(
                    output(host, host, Program.shell(map)),
                    output(host, mounts.trusting(), Program.shell(map)),
                    "the rights of nsx");
            assertEquals("0 0 1", output(host, in(host, container), Program.shell(map)), "his rights");
            assertThrows(
                    UntrustedException.class,
                    () -> start(
                            host, host.trusting().with(container.get(NamespaceKind.MNT)), Program.of("true"), setting),
                    "what is trusted is one mount namespace");
        });
    }

    @Test
    void anOwnerAboveIsTheOwnerToo() {
        container("unshare --user --map-root-user --mount", (host, container) -> {
            Context inside = in(host, container);
            Namespace below = UserNamespaces.make(inside, UserNamespaces.caller(inside, 0, 0));
            try {
                assertDoesNotThrow(() -> Trust.check(inside.with(below)));
            } finally {
                below.close();
            }
        });
    }
}
