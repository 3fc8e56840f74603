package nsx.ns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import nsx.ns.IdMap.Range;
import org.junit.jupiter.api.Test;

class IdMapTest {
    private static final String HOST = "         0          0 4294967295\n";
    private static final String PODMAN = "         0       1000          1\n         1     100000      65536\n";

    @Test
    void readsWhatTheKernelShows() {
        assertEquals(List.of(new Range(0, 0, 4294967295L)), IdMap.parse(HOST).ranges());
        assertEquals(
                List.of(new Range(0, 1000, 1), new Range(1, 100000, 65536)),
                IdMap.parse(PODMAN).ranges());
        assertTrue(IdMap.parse("").isEmpty());
        // the reader is outside of the parent, where none of them exists
        assertEquals(
                OptionalLong.empty(),
                IdMap.parse("         0 4294967295          1\n").inside(0));
    }

    @Test
    void writesWhatTheKernelReads() {
        assertEquals("0 1000 1\n1 100000 65536\n", IdMap.parse(PODMAN).text());
        assertEquals(
                "0 for 1000, 1–65536 for 100000–165535", IdMap.parse(PODMAN).toString());
    }

    @Test
    void translates() {
        IdMap map = IdMap.parse(PODMAN);
        assertEquals(OptionalLong.of(0), map.inside(1000));
        assertEquals(OptionalLong.of(65536), map.inside(165535));
        assertEquals(OptionalLong.empty(), map.inside(165536));
        assertEquals(OptionalLong.empty(), map.inside(0));
        assertEquals(OptionalLong.of(100009), map.outside(10));
        assertEquals(OptionalLong.empty(), map.outside(70000));
        assertEquals(OptionalLong.of(0), map.lowest());
        assertEquals(OptionalLong.empty(), IdMap.NONE.lowest());
    }

    @Test
    void knowsWhoDoesNotExistAround() {
        IdMap around = IdMap.parse(PODMAN);
        assertEquals(OptionalLong.empty(), IdMap.of(5, 0).firstBeyond(around));
        assertEquals(
                OptionalLong.empty(),
                IdMap.checked(List.of(new Range(0, 0, 65537))).firstBeyond(around));
        assertEquals(
                OptionalLong.of(65537),
                IdMap.checked(List.of(new Range(0, 0, 65538))).firstBeyond(around));
        assertEquals("0, 1–65536", around.insideWords());
    }

    @Test
    void takesTheLastId() {
        IdMap.of(4294967294L, 4294967294L);
        IdMap.checked(List.of(new Range(0, 0, 4294967295L)));
    }

    @Test
    void refusesWhatIsNone() {
        refused("a range of 0 ids: it needs 1 or more", new Range(0, 0, 0));
        refused("a range of -1 ids: it needs 1 or more", new Range(0, 0, -1));
        refused("there is no id -1: they go from 0 to 4294967294", new Range(-1, 0, 1));
        refused("there is no id -5: they go from 0 to 4294967294", new Range(0, -5, 1));
        refused("there is no id 4294967295: they go from 0 to 4294967294", new Range(0, 4294967295L, 1));
        refused("there is no id 4294967295: they go from 0 to 4294967294", new Range(1, 0, 4294967295L));
        refused("there is no id 4294967295: they go from 0 to 4294967294", new Range(0, 0, 4294967296L));
        refused("there is no id 9223372036854775807: they go from 0 to 4294967294", new Range(Long.MAX_VALUE, 0, 1));
        refused("5 for 100 overlaps 0–9 for 1000–1009", new Range(0, 1000, 10), new Range(5, 100, 1));
        refused("20 for 1009 overlaps 0–9 for 1000–1009", new Range(0, 1000, 10), new Range(20, 1009, 1));
    }

    @Test
    void refusesMoreThanTheKernelTakes() {
        IdMap.checked(ranges(340, 0));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> IdMap.checked(ranges(341, 0)))
                .getMessage()
                .startsWith("a map of 341 ranges is too long: the kernel takes 340"));
        assertThrows(IllegalArgumentException.class, () -> IdMap.checked(ranges(200, 4_000_000_000L)));
    }

    private static List<Range> ranges(int count, long from) {
        return LongStream.range(from, from + count)
                .mapToObj(n -> new Range(n, n, 1))
                .toList();
    }

    private static void refused(String message, Range... ranges) {
        Throwable e = assertThrows(IllegalArgumentException.class, () -> IdMap.checked(List.of(ranges)));
        assertEquals(message, e.getMessage());
    }
}
