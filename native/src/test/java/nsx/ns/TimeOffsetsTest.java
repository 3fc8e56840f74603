package nsx.ns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import nsx.netlink.CodecException;
import nsx.ns.TimeOffsets.Range;
import nsx.sys.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeOffsetsTest {
    private static final TimeOffsets DAY = new TimeOffsets(Duration.ZERO, Duration.ofDays(1));

    @Test
    void theFileIsReadInBothForms() {
        assertEquals(DAY, TimeOffsets.parse("monotonic           0         0\nboottime        86400         0\n"));
        assertEquals(DAY, TimeOffsets.parse("1 0 0\n7 86400 0\n"), "as Linux 5.6 has it");
        assertEquals(DAY, TimeOffsets.parse("boottime 86400 0"), "a clock that is not named is not shifted");
    }

    @Test
    void halfASecondBackIsASecondBackAndHalfASecondOn() {
        TimeOffsets back = new TimeOffsets(Duration.ofMillis(-500), Duration.ofMillis(-90_000_001));
        assertEquals("monotonic -1 500000000\nboottime -90001 999000000", back.text());
        assertEquals(back, TimeOffsets.parse(back.text()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "monotonic 0", "realtime 0 0", "monotonic x 0", "0 0 0"})
    void whatIsNoOffsetIsRefused(String text) {
        assertThrows(CodecException.class, () -> TimeOffsets.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "PT5.3S, PT-5.3S, FITS",
        "PT5.3S, PT-5.300000001S, BEFORE_START",
        "PT0S, PT4611686018.999999999S, FITS",
        "PT0S, PT4611686019S, BEYOND_END",
        "PT1S, PT4611686018S, BEYOND_END",
        "PT1S, PT9223372036854775807S, BEYOND_END",
        "PT1S, PT-9223372036854775808S, BEFORE_START"
    })
    void theRangeIsTheKernels(Duration clock, Duration offset, Range range) {
        assertEquals(range, TimeOffsets.range(clock, offset));
    }

    @Test
    void oneClockIsSetAndTheOtherStays() {
        assertEquals(
                DAY.boottime(), DAY.with(Clock.MONOTONIC, Duration.ofHours(2)).get(Clock.BOOTTIME));
        assertEquals(
                Duration.ofHours(2),
                DAY.with(Clock.MONOTONIC, Duration.ofHours(2)).get(Clock.MONOTONIC));
    }
}
