package nsx.sys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import nsx.test.Fresh;
import nsx.test.Peer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of /proc that nothing which is mounted over them can take the place of, and what is read of files at all. */
class TrustedProcTest {
    private static final String PARAMETER = "/proc/sys/net/ipv4/ip_forward";

    @Test
    void whatIsMountedInAnotherMountNamespaceIsNotSeen() {
        Fresh.call(() -> {
            Peer.run("echo secret > /run/secret && mount --bind /run/secret " + PARAMETER);
            assertEquals("0\n", Files.readText(PARAMETER));
            Files.writeText(PARAMETER, "1");
            assertEquals("1\n", Files.readText(PARAMETER));
            assertEquals("secret", Peer.run("cat " + PARAMETER));
            Peer.run("mount -t tmpfs none /proc");
            assertEquals("1\n", Files.readText(PARAMETER));
            assertTrue(Files.exists(PARAMETER));
            assertTrue(Files.stat("/proc/sysvipc/shm").isRegular());
            assertTrue(Files.readText("/proc/thread-self/comm").startsWith("nsx-visit"));
            Peer.run("umount /proc");
            return null;
        });
    }

    /** As systemd-nspawn does: all read-only but the network's, and a boot_id of the container's own. */
    @Test
    void aContainersOwnMountsOfProcAreFollowed() {
        Fresh.call(() -> {
            Peer.run("mount --bind /proc/sys /proc/sys && mount --bind /proc/sys/net /proc/sys/net"
                    + " && echo own > /run/boot && mount --bind /run/boot /proc/sys/kernel/random/boot_id"
                    + " && mount --bind /run/boot /proc/sys/kernel/osrelease");
            try (Fd proc = Files.open("/proc", Files.O_PATH | Files.O_DIRECTORY)) {
                assertEquals("0\n", below(proc, "sys/net/ipv4/ip_forward"));
                assertEquals("own\n", below(proc, "sys/kernel/random/boot_id"));
                SysException refused =
                        assertThrows(SysException.class, () -> below(proc, "sys/kernel/osrelease"), "not of /proc");
                assertEquals(Errno.EXDEV, refused.errno());
            }
            return null;
        });
    }

    private static String below(Fd proc, String path) {
        try (Fd file = TrustedProc.open(proc.number(), path, Files.O_CLOEXEC, path)) {
            return new String(Files.read(file, Files.SMALL), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/proc/thread-self/cwd/etc",
                "/proc/./1/root/etc",
                "/proc/thread-self/ns/net",
                "/proc/thread-self/fd/0"
            })
    void linksThatLeadOutAreNoneOfIts(String path) {
        assertFalse(TrustedProc.covers(path));
    }

    @Test
    void aSymbolicLinkIsNotFollowed() {
        SysException refused = assertThrows(SysException.class, () -> Files.readText("/proc/./self/status"));
        assertEquals(Errno.ELOOP, refused.errno());
    }

    @Test
    void withoutOpenat2EachStepIsLookedAt() {
        try (Fd file = walk("sys/net/ipv4/ip_forward");
                Fd proper = Files.open(PARAMETER, Files.O_PATH)) {
            assertEquals(Files.stat(proper), Files.stat(file));
        }
        assertEquals(
                Errno.ENOENT,
                assertThrows(SysException.class, () -> walk("sys/none/x")).errno());
        // a link on the way is no directory
        assertEquals(
                Errno.ENOTDIR,
                assertThrows(SysException.class, () -> walk("self/status")).errno());
    }

    private static Fd walk(String path) {
        return TrustedProc.walk(OwnProc.directory(), path, Files.O_PATH | Files.O_CLOEXEC, path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mkfifo /run/x", "mkdir /run/x", "ln -s /dev/zero /run/x"})
    void onlyRegularFilesAreRead(String making) {
        Fresh.call(() -> {
            Peer.run(making);
            assertEquals(
                    Errno.EINVAL,
                    assertThrows(SysException.class, () -> Files.readText("/run/x"))
                            .errno());
            return null;
        });
    }

    @Test
    void moreThanTheLimitIsNotRead() {
        Fresh.call(() -> {
            Peer.run("printf 12345 > /run/x");
            assertEquals("12345", Files.readText("/run/x", 5));
            assertEquals(
                    Errno.EFBIG,
                    assertThrows(SysException.class, () -> Files.readText("/run/x", 4))
                            .errno());
            try (Fd fd = Files.open("/run/x", Files.O_RDONLY)) {
                assertEquals("123", Files.readStart(fd, 3));
            }
            Peer.run("truncate -s 65M /run/x");
            assertEquals(
                    Errno.EFBIG,
                    assertThrows(SysException.class, () -> Files.readBytes("/run/x"))
                            .errno());
            return null;
        });
    }

    @Test
    void noThreadEntersTheMountsOfAnotherUserNamespace() throws Exception {
        Process maker = new ProcessBuilder(
                        "unshare", "--user", "--map-root-user", "--mount", "sh", "-c", "echo; exec sleep 100")
                .start();
        try {
            assertEquals('\n', maker.getInputStream().read());
            Fresh.call(() -> {
                try (Fd theirs = NamespaceFiles.open("/proc/" + maker.pid() + "/ns/mnt")) {
                    assertFalse(Tasks.isOwned(theirs));
                    Tasks.unshare(Tasks.CLONE_FS);
                    SysException refused = assertThrows(SysException.class, () -> Tasks.setns(theirs, 0x20000, "mnt"));
                    assertEquals(Errno.EACCES, refused.errno());
                    assertThrows(SysException.class, () -> Tasks.setns(theirs, 0), "a kind is named");
                }
                return null;
            });
        } finally {
            maker.destroyForcibly().waitFor();
        }
    }

    @Test
    void whatIsNoNamespaceIsNotOpenedAsOne() {
        Fresh.call(() -> {
            Peer.run("mkfifo /run/x");
            assertEquals(
                    Errno.EINVAL,
                    assertThrows(SysException.class, () -> NamespaceFiles.open("/run/x"))
                            .errno());
            assertEquals(
                    Errno.EINVAL,
                    assertThrows(SysException.class, () -> NamespaceFiles.open("/dev/zero"))
                            .errno());
            return null;
        });
    }
}
