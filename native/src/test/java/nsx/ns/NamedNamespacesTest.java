package nsx.ns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import nsx.process.Entrance;
import nsx.process.KeptNamespaces;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.SysException;
import nsx.test.Fresh;
import nsx.test.Peer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class NamedNamespacesTest {
    private final NamedNamespaces named = new NamedNamespaces(NamespaceKind.NET);

    private static Namespace make(String name) {
        return Fresh.here(
                context -> KeptNamespaces.make(context, NamespaceKind.NET, name, Entrance.NONE, Unsharing.ALONE));
    }

    @Test
    void ipSeesAndDeletesWhatNsxMade() {
        Fresh.call(() -> {
            Namespace made = make("a");
            assertEquals("a", Peer.run("ip netns"));
            assertEquals(
                    made.text(), Peer.run("ip netns exec a readlink /proc/self/ns/net"), "the name is the namespace");
            Peer.run("ip netns delete a");
            assertEquals(List.of(), named.names());
            return null;
        });
    }

    @Test
    void nsxSeesAndDeletesWhatIpMade() {
        Fresh.call(() -> {
            Peer.run("ip netns add b");
            assertTrue(named.find("b").isPresent());
            named.delete("b");
            assertEquals("", Peer.run("ip netns"));
            return null;
        });
    }

    @Test
    void aNameThatIsTakenIsRefusedAndStays() {
        Fresh.call(() -> {
            Namespace made = make("a");
            SysException refused = assertThrows(SysException.class, () -> make("a"));
            assertEquals(Errno.EEXIST, refused.errno());
            assertEquals(made, named.find("a").orElseThrow());
            return null;
        });
    }

    @Test
    void aLinkThatLeadsNowhereIsAStaleName() {
        Fresh.call(() -> {
            make("a");
            Peer.run("ln -s loop /run/netns/loop; ln -s nothing /run/netns/dangling");
            for (String name : List.of("dangling", "loop")) {
                NamespaceException e = assertThrows(NamespaceException.class, () -> named.find(name));
                assertTrue(e.getMessage().contains("it is a symbolic link that leads nowhere"), e.getMessage());
                assertTrue(named.isStale(name));
                named.delete(name);
            }
            assertEquals(List.of("a"), named.names());
            return null;
        });
    }

    /** What a name leads to is looked at in several steps, and a mount may go between any two of them. */
    @Test
    @Timeout(120)
    void aNameThatIsDeletedMeanwhileIsGoneOrStale() {
        Fresh.call(() -> {
            make("a");
            Process loop = new ProcessBuilder(
                            "sh", "-ec", "for i in $(seq 100); do ip netns add b; ip netns delete b; done")
                    .inheritIO()
                    .start();
            int seen = 0;
            while (loop.isAlive()) {
                try {
                    seen += named.find("b").isPresent() ? 1 : 0;
                } catch (NamespaceException e) {
                    assertTrue(e.getMessage().contains("is not a namespace"), e.getMessage());
                }
            }
            assertEquals(0, loop.waitFor());
            assertTrue(seen > 0, "it was there at times");
            return null;
        });
    }

    @Test
    void aStaleFileListsButIsNoNamespace() {
        Fresh.call(() -> {
            make("a");
            Files.open("/run/netns/stale", Files.O_CREAT | Files.O_RDONLY).close();
            assertEquals(List.of("a", "stale"), named.names());
            assertThrows(NamespaceException.class, () -> named.find("stale"));
            named.delete("stale");
            assertFalse(Files.exists("/run/netns/stale"));
            return null;
        });
    }

    @Test
    void aDirectoryAmongTheNamesIsTakenAway() {
        Fresh.call(() -> {
            make("a");
            Peer.run("mkdir /run/netns/directory");
            assertThrows(NamespaceException.class, () -> named.find("directory"));
            named.delete("directory");
            assertEquals(List.of("a"), named.names());
            return null;
        });
    }

    @Test
    void whereNothingCanBeWrittenNothingIsMade() {
        List.of(
                        "mount --bind /run /run && mount -o remount,bind,ro /run",
                        "mount -t tmpfs -o mode=755,nr_inodes=1 t /run",
                        "mkdir /run/netns && mount -t tmpfs -o mode=755,nr_inodes=1 t /run/netns",
                        "mkdir /run/nsx && mount -t tmpfs -o ro t /run/nsx")
                .forEach(NamedNamespacesTest::isRefusedWithoutATrace);
    }

    private static void isRefusedWithoutATrace(String hindrance) {
        Fresh.call(() -> {
            Peer.run(hindrance);
            String before = Peer.run("sed 's/ shared:[0-9]*//' /proc/thread-self/mountinfo; find /run");
            SysException refused = assertThrows(SysException.class, () -> make("a"), hindrance);
            assertTrue(List.of(Errno.EROFS, Errno.ENOSPC).contains(refused.errno()), refused.getMessage());
            assertEquals(
                    before, Peer.run("sed 's/ shared:[0-9]*//' /proc/thread-self/mountinfo; find /run"), hindrance);
            return null;
        });
    }

    @Test
    void whatIsNotThereIsNotFound() {
        Fresh.call(() -> {
            assertTrue(named.find("nobody").isEmpty());
            assertEquals(List.of(), named.names());
            return null;
        });
    }

    @Test
    void theLastNameTakesTheMountWithIt() {
        Fresh.call(() -> {
            String before = Peer.run("cat /proc/thread-self/mountinfo; find /run");
            make("a");
            make("b");
            named.delete("a");
            assertTrue(Files.stat("/run/netns").isMount());
            named.delete("b");
            assertEquals(before, Peer.run("cat /proc/thread-self/mountinfo; find /run"));
            return null;
        });
    }

    @Test
    void aMountThatIpMadeStays() {
        Fresh.call(() -> {
            Peer.run("ip netns add a && ip netns delete a");
            String before = Peer.run("cat /proc/thread-self/mountinfo; find /run");
            make("b");
            named.delete("b");
            assertEquals(before, Peer.run("cat /proc/thread-self/mountinfo; find /run"));
            return null;
        });
    }

    @Test
    void whatAKilledNsxLeftIsTakenOver() {
        Fresh.call(() -> {
            make("a");
            Files.open("/run/netns/half", Files.O_CREAT | Files.O_RDONLY, Files.S_ISVTX)
                    .close();
            assertEquals(List.of("half"), named.leftovers());
            make("half");
            assertTrue(named.find("half").isPresent());
            assertEquals(List.of(), named.leftovers());
            return null;
        });
    }

    @Test
    void aStaleFileThatIpMadeIsNoLeftover() {
        Fresh.call(() -> {
            Peer.run("ip netns add theirs && umount /run/netns/theirs");
            assertEquals(List.of(), named.leftovers());
            assertEquals(
                    Errno.EEXIST,
                    assertThrows(SysException.class, () -> make("theirs")).errno());
            return null;
        });
    }

    @Test
    void aNameThatIsBeingMadeIsWaitedFor() {
        Fresh.call(() -> {
            Peer.run("ip netns add b");
            Files.open("/run/netns/a", Files.O_CREAT | Files.O_RDONLY).close();
            Thread maker = new Thread(() -> Peer.run("mount --bind /run/netns/b /run/netns/a"));
            maker.start();
            assertEquals(named.find("b"), named.find("a"), "not called stale");
            maker.join();
            return null;
        });
    }

    @Test
    void manyThatMakeAndDeleteTheSameNamesMeetNoHalfMadeDirectory() {
        Fresh.call(() -> {
            List<Thread> all = new ArrayList<>();
            List<Throwable> failures = new CopyOnWriteArrayList<>();
            for (int t = 0; t < 4; t++) {
                String name = "n" + t;
                Thread thread = new Thread(() -> {
                    for (int i = 0; i < 30; i++) {
                        make(name);
                        named.delete(name);
                    }
                });
                thread.setUncaughtExceptionHandler((x, e) -> failures.add(e));
                thread.start();
                all.add(thread);
            }
            for (Thread thread : all) {
                thread.join();
            }
            assertEquals(List.of(), failures);
            assertEquals("", Peer.run("ls /run"), "the directory went with the last");
            return null;
        });
    }

    @Test
    @Timeout(20)
    void whoKeepsTheLockOfADirectoryStopsNobody() {
        Fresh.call(() -> {
            Peer.run("mkdir /run/netns");
            try (Fd run = Files.open("/run", Files.O_RDONLY);
                    Fd names = Files.open("/run/netns", Files.O_RDONLY)) {
                assertTrue(Files.tryLock(run) && Files.tryLock(names));
                make("a");
                named.delete("a");
            }
            assertEquals("netns", Peer.run("ls /run"));
            return null;
        });
    }

    @Test
    void nsxOnAMountOfItsOwnFailsNoDeletion() {
        Fresh.call(() -> {
            Peer.run("mkdir /run/nsx && mount -t tmpfs t /run/nsx");
            Fresh.here(context -> KeptNamespaces.make(context, NamespaceKind.PID, "p", Entrance.NONE, Unsharing.ALONE));
            assertEquals(List.of(), KeptNamespaces.delete(NamespaceKind.PID, "p"));
            assertEquals("", Peer.run("ls /run/nsx"));
            return null;
        });
    }

    @Test
    void aFileOfALaterTimeIsNotWaitedFor() {
        Instant now = Instant.now();
        assertTrue(NameFile.isYoung(now, now));
        assertTrue(NameFile.isYoung(now.minusMillis(299), now));
        assertFalse(NameFile.isYoung(now.minusMillis(300), now));
        assertFalse(NameFile.isYoung(now.plusSeconds(3600), now), "the clock was set back");
    }
}
