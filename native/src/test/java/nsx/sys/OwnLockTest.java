package nsx.sys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import nsx.test.Fresh;
import nsx.test.Peer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OwnLockTest {
    private static final String FILE = "/run/nsx/lock-run-x";

    private static OwnLock lock() {
        return OwnLock.of("/run/x", () -> Files.open("/run/x", Files.O_RDONLY));
    }

    @Test
    void onlyRootMayOpenItAndItGoesWithTheLock() {
        Fresh.call(() -> {
            try (OwnLock lock = lock()) {
                assertEquals("600 root " + FILE, Peer.run("stat -c '%a %U %n' " + FILE), lock.toString());
                assertEquals(List.of(), OwnLock.leftovers());
            }
            assertEquals("", Peer.run("ls /run"));
            return null;
        });
    }

    @Test
    void whatAKilledOneLeftIsFoundAndTaken() {
        Fresh.call(() -> {
            Peer.run("mkdir /run/nsx && touch " + FILE);
            assertEquals(List.of("run-x"), OwnLock.leftovers());
            lock().close();
            assertEquals("", Peer.run("ls /run"));
            return null;
        });
    }

    @Test
    @Timeout(60)
    void manyThatTakeItTakeItOneAfterTheOther() {
        Fresh.call(() -> {
            AtomicInteger inside = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            List<Thread> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Thread thread = new Thread(() -> {
                    for (int n = 0; n < 200; n++) {
                        try (OwnLock lock = lock()) {
                            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            inside.decrementAndGet();
                            assertTrue(Files.exists(FILE), lock.toString());
                        }
                    }
                });
                thread.start();
                all.add(thread);
            }
            for (Thread thread : all) {
                thread.join();
            }
            assertEquals(1, most.get());
            assertEquals("", Peer.run("ls /run"));
            return null;
        });
    }

    @Test
    @Timeout(20)
    void whereItCannotBeMadeTheGuardedFileIsLockedAndWaitedForBriefly() {
        Fresh.call(() -> {
            Peer.run("mkdir /run/x && mount -o remount,bind,ro /run");
            try (OwnLock lock = lock();
                    Fd other = Files.open("/run/x", Files.O_RDONLY)) {
                assertFalse(Files.tryLock(other), lock.toString());
                try (OwnLock second = lock()) {
                    assertFalse(Files.exists(FILE), second.toString());
                }
            }
            return null;
        });
    }
}
