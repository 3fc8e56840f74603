package nsx.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import nsx.ns.Context;
import nsx.ns.IdMap;
import nsx.ns.IdMap.Range;
import nsx.ns.IdMaps;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.sys.Errno;
import nsx.sys.Files;
import nsx.sys.Pipe;
import nsx.sys.Spawn;
import nsx.sys.SysException;
import nsx.test.Fresh;
import nsx.test.Peer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** As root all ids are there to be mapped; where the tests run in a user namespace there is 0 alone. */
class UserNamespacesTest {
    private interface InFresh {
        void run(Context host) throws Exception;
    }

    private static void fresh(InFresh test) {
        Fresh.call(() -> {
            Context host = Context.ofThisThread();
            test.run(host);
            host.all().forEach(Namespace::close);
            return null;
        });
    }

    @Test
    void theCallerIsRootInside() {
        fresh(host -> {
            try (Namespace user = UserNamespaces.make(host, UserNamespaces.caller(host, 0, 0))) {
                assertEquals("0:0 0 0 1", inside(host, user));
                assertEquals(
                        Peer.run("unshare --map-root-user sh -c 'cat /proc/self/uid_map'")
                                .strip(),
                        shown(user));
                assertEquals(
                        new IdMaps(IdMap.of(0, 0), IdMap.of(0, 0), true).users(),
                        UserNamespaces.maps(user).users());
            }
        });
    }

    @Test
    void theCallerIsAnotherInside() {
        fresh(host -> {
            try (Namespace user = UserNamespaces.make(host, UserNamespaces.caller(host, 1000, 100))) {
                assertEquals("1000:100 1000 0 1", inside(host, user));
                // as the peer has it: no root, no rights
                assertEquals(
                        Peer.run("unshare --map-user=1000 --map-group=100 sh -c 'id -u; grep CapEff /proc/self/status'")
                                .strip(),
                        output(host.with(user), "id -u; grep CapEff /proc/self/status"));
            }
        });
    }

    @Test
    void whoDoesNotExistInsideBecomesTheFirstWhoDoes() {
        fresh(host -> {
            assumeManyIds();
            IdMap map = IdMap.checked(List.of(new Range(5, 100000, 10), new Range(20, 200000, 5)));
            try (Namespace user = UserNamespaces.make(host, new IdMaps(map, map))) {
                assertEquals("5:5 5 100000 10 20 200000 5", inside(host, user));
                IdMaps maps = UserNamespaces.maps(user);
                assertEquals(map, maps.users());
                assertEquals(map, maps.groups());
                assertTrue(maps.setgroups());
            }
        });
    }

    @Test
    void oneInAnother() {
        fresh(host -> {
            try (Namespace outer = UserNamespaces.make(host, UserNamespaces.caller(host, 1000, 1000))) {
                Context there = host.with(outer);
                try (Namespace inner = UserNamespaces.make(there, UserNamespaces.caller(there, 7, 8))) {
                    assertEquals("7:8 7 1000 1", inside(there, inner));
                    assertEquals(outer, inner.parent().map(p -> closed(p)).orElseThrow());
                }
                NamespaceException e = assertThrows(
                        NamespaceException.class,
                        () -> UserNamespaces.make(there, new IdMaps(IdMap.of(0, 0), IdMap.of(0, 0))));
                assertEquals(
                        "cannot map users 0 for 0: there is no user 0 in the outer user namespace, only 1000",
                        e.getMessage());
                assertEquals(Errno.EPERM, ((SysException) e.getCause()).errno());
            }
        });
    }

    @Test
    void nobodyIsMappedWhoIsNotThere() {
        fresh(host -> {
            Namespace user = UserNamespaces.make(host, UserNamespaces.caller(host, 0, 0));
            Context there = host.with(user);
            IdMap many = IdMap.checked(List.of(new Range(0, 0, 1), new Range(1, 100000, 10)));
            NamespaceException e =
                    assertThrows(NamespaceException.class, () -> UserNamespaces.make(there, new IdMaps(many, many)));
            assertEquals(
                    "cannot map users 0 for 0, 1–10 for 100000–100009: there is no user 100000 in the outer user namespace,"
                            + " only 0",
                    e.getMessage());
            user.close();
        });
    }

    @Test
    void aMapCanLackEither() {
        fresh(host -> {
            try (Namespace user = UserNamespaces.make(host, new IdMaps(IdMap.of(3, 0), IdMap.NONE))) {
                assertEquals("3", output(host.with(user), "id -u"));
                assertEquals(
                        OptionalLong.empty(), UserNamespaces.maps(user).groups().lowest());
            }
        });
    }

    @Test
    void theLimitIsSaid() {
        fresh(host -> {
            List<Namespace> all = new ArrayList<>();
            NamespaceException e = assertThrows(NamespaceException.class, () -> {
                Context context = host;
                for (int depth = 0; depth < 40; depth++) {
                    Namespace user = UserNamespaces.make(context, UserNamespaces.caller(context, 0, 0));
                    all.add(user);
                    context = context.with(user);
                }
            });
            assertTrue(
                    e.getMessage()
                            .matches(
                                    "no more user namespaces can be made: user.max_user_namespaces is \\d+, .*32 deep"),
                    e.getMessage());
            assertTrue(all.size() > 25);
            all.forEach(Namespace::close);
        });
    }

    private static void assumeManyIds() {
        Assumptions.assumeTrue(
                IdMaps.ofThisThread().users().inside(300000).isPresent(), "a user namespace with the caller alone");
    }

    private static Namespace closed(Namespace namespace) {
        namespace.close();
        return namespace;
    }

    /** Who a program is in there, and the map as its own parent sees it. */
    private static String inside(Context around, Namespace user) {
        return output(around.with(user), "echo $(id -u):$(id -g) $(cat /proc/self/uid_map)");
    }

    private static String shown(Namespace user) {
        return Peer.run("nsenter --user=" + user.reach() + " --preserve-credentials cat /proc/self/uid_map")
                .strip();
    }

    private static String output(Context context, String line) {
        try (Pipe out = Pipe.open()) {
            Child child = new Launcher(context, n -> {})
                    .start(
                            context,
                            Program.shell(line),
                            new Spawn.Setting(0, out.writing().number(), 2, true));
            out.writing().close();
            child.await();
            return new String(Files.read(out.reading(), 4096), StandardCharsets.UTF_8).strip();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
