package nsx.sys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.ns.NsThread;
import nsx.proc.MountInfo;
import nsx.test.Chroot;
import nsx.test.Fresh;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RootTest {
    private static Namespace freshMounts() {
        return NsThread.unshare(EnumSet.of(NamespaceKind.MNT), () -> {
            Root.propagate(Mounts.MS_SLAVE);
            return Namespace.ofThisThread(NamespaceKind.MNT);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsMountedInAMountNamespaceStaysThere(boolean mounted) {
        Chroot.call(mounted, () -> {
            try (Namespace mounts = freshMounts()) {
                NsThread.visit(List.of(mounts), () -> {
                    Mounts.mount("t", "/chroot", "tmpfs", 0, null);
                    return null;
                });
                assertFalse(Files.stat("/chroot").isMount());
                assertTrue(NsThread.visit(
                        List.of(mounts), () -> Files.stat("/chroot").isMount()));
            }
            return null;
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aVisitComesBackToTheSameRoot(boolean mounted) {
        Chroot.call(mounted, () -> {
            try (Namespace mounts = freshMounts()) {
                assertTrue(NsThread.visit(List.of(mounts), () -> Files.exists("/chroot")));
                assertTrue(NsThread.visit(List.of(mounts), () -> {
                    try (Fd root = Root.moved().orElseThrow()) {
                        return Files.stat(root).isSame(Files.stat("/"));
                    }
                }));
            }
            return null;
        });
    }

    @Test
    void aNamespaceWithOtherFilesIsEnteredAtItsOwnRoot() {
        Chroot.call(false, () -> {
            try (Namespace mounts = NsThread.unshare(EnumSet.of(NamespaceKind.MNT), () -> {
                Root.fromOutside(path -> {
                    Mounts.mount("t", "/run", "tmpfs", 0, null);
                    return null;
                });
                return Namespace.ofThisThread(NamespaceKind.MNT);
            })) {
                assertFalse(NsThread.visit(List.of(mounts), () -> Files.exists("/chroot")));
            }
            return null;
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theMountOfTheRootIsKnown(boolean mounted) {
        Chroot.call(mounted, () -> {
            assertEquals(mounted, MountInfo.isRootMounted());
            MountInfo root = MountInfo.top(MountInfo.withRoot(), "/").orElseThrow();
            assertEquals(List.of("/root", "tmpfs", "around"), List.of(root.root(), root.type(), root.source()));
            return null;
        });
    }

    @Test
    void withoutAChrootNothingHasMoved() {
        Fresh.call(() -> {
            assertEquals(Optional.empty(), Root.moved());
            assertEquals(MountInfo.ofThisThread(), MountInfo.withRoot());
            return null;
        });
    }
}
