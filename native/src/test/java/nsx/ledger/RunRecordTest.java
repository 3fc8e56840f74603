package nsx.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Reading what a ledger says, also of one that was not written to its end. */
class RunRecordTest {
    private static final String HEAD = LedgerLine.of("nsx-ledger", "1", "boot", "r1", "1000", "root", "a\tb.nsx")
            .text();

    private static String made(Thing thing) {
        return LedgerLine.of(
                        "made",
                        thing.sort().name(),
                        thing.what(),
                        Long.toString(thing.home()),
                        thing.path(),
                        thing.place(),
                        thing.id(),
                        "host")
                .text();
    }

    private static Thing link(String name, int index) {
        return new Thing(Thing.Sort.LINK, "bridge " + name, 7, "/run/netns/a\\b\n", "", Integer.toString(index));
    }

    private static RunRecord read(String text) {
        return RunRecord.read(text).orElseThrow();
    }

    @Test
    void whatWasWrittenIsRead() {
        RunRecord run = read(HEAD + made(link("x", 1)) + made(link("y", 2)) + "end\t5\n");
        assertEquals("r1", run.id());
        assertEquals("a\tb.nsx", run.script());
        assertEquals(1000, run.began());
        assertTrue(run.hasEnded());
        assertEquals(
                List.of(link("x", 1), link("y", 2)),
                run.made().stream().map(RunRecord.Made::thing).toList());
    }

    @Test
    void aLineThatWasHalfWrittenIsNotRead() {
        String last = made(link("y", 2));
        for (int length = 0; length < last.length(); length++) {
            RunRecord run = read(HEAD + made(link("x", 1)) + last.substring(0, length));
            assertEquals(1, run.made().size(), last.substring(0, length));
            assertFalse(run.hasEnded());
        }
    }

    @Test
    void linesThatMakeNoSenseArePassedOver() {
        assertEquals(
                1,
                read(HEAD + "made\tLINK\n\nmade\tNO\ta\t1\t\t\t1\thost\nmade\tLINK\ta\tx\t\t\t1\thost\n\0\u0001\n"
                                + made(link("x", 1)))
                        .made()
                        .size());
    }

    @Test
    void theSameObjectUnderAnotherNameIsOne() {
        assertEquals(
                List.of("bridge y"),
                read(HEAD + made(link("x", 1)) + made(link("y", 1))).made().stream()
                        .map(m -> m.thing().what())
                        .toList());
    }

    @Test
    void anotherVersionOrNoHeadIsNotRead() {
        assertEquals(Optional.empty(), RunRecord.read(HEAD.replace("ledger\t1", "ledger\t2")));
        assertEquals(Optional.empty(), RunRecord.read(HEAD.replace("1000", "soon")));
        assertEquals(Optional.empty(), RunRecord.read(HEAD.substring(0, 20)));
        assertEquals(Optional.empty(), RunRecord.read(""));
        assertEquals(Optional.empty(), RunRecord.read("\0\0\0\n"));
    }

    @Test
    void readingCostsTheSameForEachOfManyObjects() {
        // the processor time of a warm reader, the least of several turns
        String few = many(2_000);
        String many = many(20_000);
        long ofFew = least(few);
        assertTrue(least(many) <= 10 * 3 * ofFew);
    }

    private static String many(int objects) {
        StringBuilder text = new StringBuilder(HEAD);
        for (int i = 0; i < objects; i++) {
            text.append(made(link("x" + i, i + 1)));
        }
        return text.toString();
    }

    private static long least(String text) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int turn = 0; turn < 5; turn++) {
            long before = threads.getCurrentThreadCpuTime();
            read(text);
            least = Math.min(least, threads.getCurrentThreadCpuTime() - before);
        }
        return least;
    }
}
