package nsx.capture;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Puts what comes from several sources in the order of time: each item is kept until no source can hand over anything older. How long
 * that is goes by the clock that nobody sets, not by the times of the items.
 *
 * @param <T> an item
 */
final class Settling<T> {
    /** The longest time between a time of an item and its arrival, from any source. */
    static final Duration TIME = Duration.ofMillis(60);

    private record Kept<T>(T item, Instant time, long arrival) {}

    private final List<Kept<T>> pending = new ArrayList<>();

    /** @param arrival as {@link System#nanoTime} counts */
    void add(T item, Instant time, long arrival) {
        pending.add(new Kept<>(item, time, arrival));
    }

    int size() {
        return pending.size();
    }

    /** Takes out the oldest ones, up to the first that something older may still come before. */
    List<T> settled(long now) {
        return taken((int) sorted().stream()
                .takeWhile(k -> now - k.arrival >= TIME.toNanos())
                .count());
    }

    /** Takes out all: nothing more is to come. */
    List<T> all() {
        return taken(sorted().size());
    }

    private List<Kept<T>> sorted() {
        pending.sort(Comparator.comparing(Kept::time));
        return pending;
    }

    private List<T> taken(int count) {
        List<Kept<T>> oldest = pending.subList(0, count);
        List<T> items = oldest.stream().map(Kept::item).toList();
        oldest.clear();
        return items;
    }
}
