package nsx.dsl.unit;

import groovy.lang.MissingPropertyException;
import java.time.Duration;
import java.util.Arrays;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.ns.Namespace;
import nsx.ns.TimeOffsets;
import nsx.process.TimeNamespaces;
import nsx.sys.Clock;

/** Parses the offset of a clock from a script, before anything is created. */
public final class ClockOffset {
    private ClockOffset() {}

    /**
     * Returns a duration that the kernel will accept for this clock now; throws an error with the reason for any
     * other value.
     */
    public static Duration of(Clock clock, Object value) {
        if (!(value instanceof Duration offset)) {
            throw new NsxException("cannot set " + clock.text() + " to " + Texts.of(value))
                    .because("the offset of a clock is a duration")
                    .at(value)
                    .hint("such as: time." + clock.text() + " += 1.day");
        }
        Duration shown = TimeNamespaces.initial(clock);
        return switch (TimeOffsets.range(shown, offset)) {
            case FITS -> offset;
            case BEFORE_START ->
                throw outOfRange(clock, offset)
                        .because("the clock shows " + Texts.duration(shown) + " and cannot go below zero (ERANGE)")
                        .hint("the offset can be -" + Texts.duration(Duration.ofSeconds(shown.toSeconds()))
                                + " or more");
            case BEYOND_END ->
                throw outOfRange(clock, offset).because("a kernel clock cannot show more than 146 years (ERANGE)");
        };
    }

    private static NsxException outOfRange(Clock clock, Duration offset) {
        return new NsxException("cannot shift " + clock.text() + " by " + Texts.duration(offset)).at(clock.text());
    }

    /** @param name null for one that has none */
    public static NsxException frozen(Namespace time, String name) {
        String what = name == null ? time.text() : "time namespace " + name;
        return new NsxException("cannot set the clocks of " + what)
                .because(
                        "its offsets are frozen: a program was started in it, or the nsx that made it has ended (EACCES)")
                .at(name == null ? "timens" : name)
                .hint(
                        name == null
                                ? "time.boottime += 1.day gives programs started from here their own clocks"
                                : "delete timens: '" + name + "' and make it again, with the new offsets");
    }

    /** Rejects a misspelt clock, which must not become a variable of the script; any other name may. */
    public static void missing(String name, Class<?> type) {
        String meant = Texts.didYouMean(
                name, Arrays.stream(Clock.values()).map(Clock::text).toList());
        if (meant == null) {
            throw new MissingPropertyException(name, type);
        }
        throw new NsxException("there is no clock " + name).at(name).hint(meant);
    }

    public static NsxException notVirtualised(String message) {
        return new NsxException(message)
                .because("CLOCK_REALTIME, the time of day, is not virtualised: time namespaces shift monotonic and"
                        + " boottime only (time_namespaces(7))")
                .at("realtime")
                .hint("clock.realtime reads it");
    }
}
