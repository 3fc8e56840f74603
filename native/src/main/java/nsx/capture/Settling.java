package nsx.capture;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Sorts the items of several sources by time: each item is held until no source can still deliver an older one. The
 * waiting time is measured by the monotonic clock, not by the items' times.
 *
 * @param <T> an item
 */
final class Settling<T> {
    /** The longest delay between the time of an item and its arrival, from any source. */
    static final Duration TIME = Duration.ofMillis(60);

    private record Kept<T>(T item, Instant time, long arrival) {}

    private final List<Kept<T>> pending = new ArrayList<>();

    /** @param arrival the arrival time in the terms of {@link System#nanoTime} */
    void add(T item, Instant time, long arrival) {
        pending.add(new Kept<>(item, time, arrival));
    }

    int size() {
        return pending.size();
    }

    /** Removes and returns the oldest items, up to the first that an older one may still precede. */
    List<T> settled(long now) {
        return taken((int) sorted().stream()
                .takeWhile(k -> now - k.arrival >= TIME.toNanos())
                .count());
    }

    /** Removes and returns all items; call it when no more will arrive. */
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
