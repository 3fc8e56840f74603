package nsx.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import nsx.ns.Context;
import nsx.ns.MountOrder;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.ns.NsThread;
import nsx.sys.Tasks;
import nsx.test.Fresh;
import org.junit.jupiter.api.Test;

/** Runs where a mount namespace that is made on any other processor would count as older. */
class MountOrderTest {
    private static final int ROUNDS = 30;

    private interface Trial {
        void run(Context context);
    }

    private static void furthestOn(Trial test) {
        Fresh.call(() -> {
            int[] all = Tasks.processors();
            int furthest = all[0];
            OptionalLong highest = made(furthest);
            for (int processor : all) {
                OptionalLong number = made(processor);
                if (MountOrder.isYounger(number, highest)) {
                    furthest = processor;
                    highest = number;
                }
            }
            int maker = furthest;
            return NsThread.visit(List.of(), () -> {
                Tasks.runOn(maker);
                Tasks.unshare(NamespaceKind.MNT.flag());
                Tasks.runOn(all);
                return Fresh.here(context -> {
                    test.run(context);
                    return null;
                });
            });
        });
    }

    /** The number of a mount namespace that this processor makes. */
    private static OptionalLong made(int processor) {
        return NsThread.visit(List.of(), () -> {
            Tasks.runOn(processor);
            Tasks.unshare(NamespaceKind.MNT.flag());
            return MountOrder.here();
        });
    }

    @Test
    void whatAThreadMakesIsYounger() {
        furthestOn(context -> {
            OptionalLong here = MountOrder.here();
            int processors = Tasks.processors().length;
            for (int i = 0; i < ROUNDS; i++) {
                NsThread.unshare(Set.of(NamespaceKind.MNT), () -> {
                    assertTrue(MountOrder.isYounger(MountOrder.here(), here));
                    assertEquals(processors, Tasks.processors().length);
                    return null;
                });
            }
        });
    }

    @Test
    void whatKeepsNamespacesCanGetAName() {
        furthestOn(context -> named(context, EnumSet.of(NamespaceKind.MNT)));
    }

    @Test
    void soCanThatOfAProgram() {
        furthestOn(context -> named(context, EnumSet.of(NamespaceKind.USER, NamespaceKind.MNT)));
    }

    private static void named(Context context, Set<NamespaceKind> kinds) {
        for (int i = 0; i < ROUNDS; i++) {
            try (FreshNamespaces fresh = FreshNamespaces.make(context, kinds)) {
                Namespace mounts = fresh.all().stream()
                        .filter(n -> n.kind() == NamespaceKind.MNT)
                        .findFirst()
                        .orElseThrow();
                assertEquals(mounts, KeptNamespaces.name(mounts, "m"));
                KeptNamespaces.delete(NamespaceKind.MNT, "m");
            }
        }
    }
}
