package nsx.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettlingTest {
    private static final long SETTLED = Settling.TIME.toNanos();

    private final Settling<String> items = new Settling<>();

    private void add(String item, long second, long arrival) {
        items.add(item, Instant.ofEpochSecond(second), arrival);
    }

    @Test
    void whatIsLateComesInItsPlace() {
        add("second", 2, 0);
        add("first", 1, 5);
        add("third", 3, 6);
        assertEquals(List.of(), items.settled(SETTLED - 1));
        // what came first may not go before what is older and came later
        assertEquals(List.of(), items.settled(SETTLED + 4));
        assertEquals(List.of("first", "second"), items.settled(SETTLED + 5));
        assertEquals(List.of("third"), items.all());
        assertEquals(0, items.size());
    }

    @Test
    void aTimeOfDayInTheFutureKeepsNothing() {
        add("before the clock was set back", Instant.now().getEpochSecond() + 3600, 0);
        add("after it", Instant.now().getEpochSecond(), 1);
        assertEquals(List.of("after it", "before the clock was set back"), items.settled(SETTLED + 1), "by arrival");
    }

    @Test
    void theClockThatCountsMayBeNegative() {
        add("x", 1, Long.MAX_VALUE - 1);
        assertEquals(List.of(), items.settled(Long.MAX_VALUE - 1 + SETTLED - 1));
        assertEquals(List.of("x"), items.settled(Long.MAX_VALUE - 1 + SETTLED));
    }
}
