package nsx.inverse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nsx.ledger.LedgerLine;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.ns.NsThread;
import nsx.sys.Mounts;
import nsx.test.Fresh;
import nsx.test.Peer;
import org.junit.jupiter.api.Test;

/** What lines tell of changes that are to be taken back. */
class OutstandingTest {
    private static final List<Inverse> NOTHING = List.of(new Inverse(Inverse.Call.RUN, List.of(), List.of("true")));

    private static Outstanding read(LedgerLine... lines) {
        return Outstanding.of(LedgerLine.read(
                String.join("", List.of(lines).stream().map(LedgerLine::text).toList())));
    }

    @Test
    void anInverseIsReadAsItWasWritten() {
        Inverse inverse = new Inverse(
                Inverse.Call.WRITE,
                List.of(new NamespaceSpot(NamespaceKind.NET, 17, "/run/netns/a:b\t\\")),
                List.of("/proc/sys/x", "", "a\nb"));
        assertTrue(inverse.isSayable());
        LedgerLine line = Outstanding.back(1, true, "set x", List.of(inverse));
        LedgerLine read = LedgerLine.read(line.text()).get(0);
        assertEquals(inverse, Inverse.read(read.fields().get(4)));
    }

    @Test
    void whatCannotBeSeparatedIsNotSayable() {
        assertFalse(new Inverse(Inverse.Call.UNLINK, List.of(), List.of("/a\u001fb")).isSayable());
    }

    @Test
    void whatIsForgottenOrKeptIsNotTakenBack() {
        LedgerLine first = Outstanding.back(1, true, "set a", NOTHING);
        LedgerLine second = Outstanding.back(2, true, "set b", NOTHING);
        assertEquals(2, read(first, second).size());
        assertEquals(1, read(first, second, Outstanding.forget(1)).size());
        assertEquals(1, read(first, Outstanding.kept(), second).size());
        assertEquals(0, read(first, second, Outstanding.kept()).size());
    }

    @Test
    void theLineAfterAChangeReplacesTheOneBeforeIt() {
        assertEquals(
                1,
                read(Outstanding.back(1, false, "set a", NOTHING), Outstanding.back(1, true, "set a", NOTHING))
                        .size());
    }

    @Test
    void whatWasPerhapsNotMadeIsLeftOut() {
        LedgerLine about = Outstanding.back(1, false, "make bridge br0", NOTHING);
        LedgerLine made = LedgerLine.of("made", "LINK", "bridge br0", "7", "", "", "3", "host");
        assertEquals(0, read(about).withoutDoubts().size());
        assertEquals(1, read(about, made).withoutDoubts().size());
        assertEquals(
                1,
                read(Outstanding.back(1, false, "set a", NOTHING))
                        .withoutDoubts()
                        .size());
    }

    @Test
    void damagedLinesArePassedOver() {
        LedgerLine good = Outstanding.back(1, true, "set a", NOTHING);
        assertEquals(
                1,
                read(
                                good,
                                LedgerLine.of("back", "x", "done", "set b"),
                                LedgerLine.of("back", "2", "done", "set b", "NO\u001f0"),
                                LedgerLine.of("back", "3", "done", "set b", "RUN\u001f9"),
                                LedgerLine.of("forget"),
                                LedgerLine.of(""))
                        .size());
    }

    @Test
    void theNewestIsTakenBackFirstAndAFailureDoesNotStopTheOthers() throws Exception {
        java.nio.file.Path file = java.nio.file.Files.createTempFile("nsx", "");
        Outstanding outstanding = read(
                Outstanding.back(1, true, "set a", append("1", file)),
                Outstanding.back(2, true, "set b", List.of(new Inverse(Inverse.Call.RUN, List.of(), List.of("false")))),
                Outstanding.back(
                        3, false, "set c", List.of(new Inverse(Inverse.Call.UNLINK, List.of(), List.of("/no/file")))),
                Outstanding.back(4, true, "set d", append("4", file)));
        assertEquals(List.of("set b: false failed"), outstanding.carryOut());
        assertEquals("41", java.nio.file.Files.readString(file));
        assertEquals(0, outstanding.size());
        java.nio.file.Files.delete(file);
    }

    @Test
    void aMountIsTakenAwayWithoutAProgram() {
        Fresh.call(() -> {
            Mounts.mount("tmpfs", "/mnt", "tmpfs", 0, "size=4k");
            Inverse inverse = new Inverse(
                    Inverse.Call.UNMOUNT, List.of(), List.of("/mnt", Integer.toString(Mounts.UMOUNT_NOFOLLOW)));
            assertEquals(
                    List.of(),
                    read(Outstanding.back(1, true, "unmount /mnt", List.of(inverse)))
                            .carryOut());
            assertEquals("", Peer.run("grep ' /mnt ' /proc/thread-self/mountinfo || true; ls /run"));
            return null;
        });
    }

    private static List<Inverse> append(String text, java.nio.file.Path file) {
        return List.of(new Inverse(Inverse.Call.RUN, List.of(), List.of("printf " + text + " >>" + file)));
    }

    @Test
    void aNamespaceThatADeadProcessLedToIsFoundByItsNumber() {
        Fresh.call(() -> {
            Fresh.here(host -> {
                NamespaceSpot spot =
                        new NamespaceSpot(NamespaceKind.NET, host.net().id().inode(), "/proc/0/fd/3");
                Inverse inverse =
                        new Inverse(Inverse.Call.WRITE, List.of(spot), List.of("/proc/sys/net/ipv4/ip_forward", "1"));
                Outstanding outstanding = read(Outstanding.back(1, true, "set x", List.of(inverse)));
                Peer.run(
                        "ip netns add a; touch /run/netns/host; mount --bind /proc/thread-self/ns/net /run/netns/host");
                assertEquals(
                        List.of(),
                        NsThread.enter(
                                List.of(Namespace.at(NamespaceKind.NET, "/run/netns/a")), outstanding::carryOut));
                assertEquals("1", Peer.run("cat /proc/sys/net/ipv4/ip_forward"));
                return null;
            });
            return null;
        });
    }
}
