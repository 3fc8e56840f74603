package nsx.ns;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import nsx.proc.TextFields;

/**
 * The mapping from ids inside a user namespace to ids outside: /proc/PID/uid_map or gid_map (user_namespaces(7),
 * map_write in kernel/user_namespace.c). Each file can be written once, and ids outside every range do not exist
 * inside.
 */
public record IdMap(List<Range> ranges) {
    /** The greatest possible id; the next number, 4294967295, means "none" in system calls. */
    public static final long LAST_ID = 0xFFFF_FFFEL;
    /** The maximum number of ranges since Linux 4.15; before, it is 5. */
    public static final int MOST_RANGES = 340;
    /**
     * The maximum size of the text: the file accepts one write(2) shorter than a page. Long numbers reach this limit
     * first.
     */
    private static final int MOST_BYTES = 4095;

    public static final IdMap NONE = new IdMap(List.of());

    /**
     * A range of consecutive ids.
     *
     * @param inside the first id in the namespace
     * @param outside the first id outside; 4294967295 in a map that was read if the id does not exist for the reader
     * @param count the number of ids, at least 1
     */
    public record Range(long inside, long outside, long count) {
        private boolean overlaps(Range other) {
            return meet(inside, other.inside, other) || meet(outside, other.outside, other);
        }

        private boolean meet(long first, long otherFirst, Range other) {
            return first < otherFirst + other.count && otherFirst < first + count;
        }

        @Override
        public String toString() {
            return inside + " " + outside + " " + count;
        }
    }

    public IdMap {
        ranges = List.copyOf(ranges);
    }

    /** A map of a single id. */
    public static IdMap of(long inside, long outside) {
        return checked(List.of(new Range(inside, outside, 1)));
    }

    /**
     * Makes a map from ranges in any order, after checking what the kernel accepts.
     *
     * @throws IllegalArgumentException for an empty range, an impossible id, overlapping ranges, or too many ranges
     */
    public static IdMap checked(List<Range> ranges) {
        for (Range range : ranges) {
            check(range);
        }
        for (int i = 0; i < ranges.size(); i++) {
            for (Range earlier : ranges.subList(0, i)) {
                if (ranges.get(i).overlaps(earlier)) {
                    throw new IllegalArgumentException(words(ranges.get(i)) + " overlaps " + words(earlier));
                }
            }
        }
        IdMap map = new IdMap(ranges);
        if (ranges.size() > MOST_RANGES || map.text().length() > MOST_BYTES) {
            throw new IllegalArgumentException("a map of " + ranges.size() + " ranges is too long: the kernel takes "
                    + MOST_RANGES + ", and " + MOST_BYTES + " characters");
        }
        return map;
    }

    private static void check(Range range) {
        if (range.count < 1) {
            throw new IllegalArgumentException("a range of " + range.count + " ids: it needs 1 or more");
        }
        for (long first : new long[] {range.inside, range.outside}) {
            if (first < 0 || first > LAST_ID - range.count + 1) {
                // a far greater number could overflow the sum
                long last = Math.max(first, range.count - 1) > LAST_ID
                        ? Math.max(first, range.count - 1)
                        : first + range.count - 1;
                throw new IllegalArgumentException(
                        "there is no id " + (first < 0 ? first : last) + ": they go from 0 to " + LAST_ID);
            }
        }
    }

    /** Parses the text of a map file; numbers are separated by white space. */
    public static IdMap parse(String text) {
        return new IdMap(text.lines().map(IdMap::line).toList());
    }

    private static Range line(String line) {
        TextFields numbers = TextFields.of("id map", line);
        return new Range(numbers.number(0), numbers.number(1), numbers.number(2));
    }

    /** The text of a map file. */
    public String text() {
        return ranges.stream().map(r -> r + "\n").collect(Collectors.joining());
    }

    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** The inside id for an outside id; empty when the outside id is not mapped. */
    public OptionalLong inside(long outside) {
        return ranges.stream()
                .filter(r -> r.outside <= outside && outside < r.outside + r.count)
                .mapToLong(r -> r.inside + outside - r.outside)
                .findFirst();
    }

    /** The outside id for an inside id; empty when the inside id is not mapped. */
    public OptionalLong outside(long inside) {
        return ranges.stream()
                .filter(r -> r.inside <= inside && inside < r.inside + r.count)
                .mapToLong(r -> r.outside + inside - r.inside)
                .findFirst();
    }

    /** The lowest id inside; empty for an empty map. */
    public OptionalLong lowest() {
        return ranges.stream().mapToLong(Range::inside).min();
    }

    /** The first outside id of this map that does not exist in the surrounding user namespace; empty if all exist. */
    public OptionalLong firstBeyond(IdMap surroundings) {
        return ranges.stream()
                .flatMapToLong(r -> surroundings.firstMissing(r).stream())
                .findFirst();
    }

    private OptionalLong firstMissing(Range range) {
        long id = range.outside;
        while (id < range.outside + range.count) {
            long at = id;
            OptionalLong next = ranges.stream()
                    .filter(r -> r.inside <= at && at < r.inside + r.count)
                    .mapToLong(r -> r.inside + r.count)
                    .findFirst();
            if (next.isEmpty()) {
                return OptionalLong.of(id);
            }
            id = next.getAsLong();
        }
        return OptionalLong.empty();
    }

    /** Whether the other map has the same ranges, in any order. */
    public boolean sameAs(IdMap other) {
        return Set.copyOf(ranges).equals(Set.copyOf(other.ranges));
    }

    /** This map with its outside ids translated by the surrounding map; an id that it lacks becomes 4294967295. */
    public IdMap seenFromOutside(IdMap surroundings) {
        return new IdMap(ranges.stream()
                .map(r -> new Range(r.inside, surroundings.outside(r.outside).orElse(LAST_ID + 1), r.count))
                .toList());
    }

    /** Whether this is the identity map of all ids, which the first user namespace of a machine has. */
    public boolean isEverybody() {
        if (ranges.size() != 1) {
            return false;
        }
        Range only = ranges.get(0);
        return only.inside == 0 && only.outside == 0 && only.count == LAST_ID + 1;
    }

    /** The ids inside, for a person: {@code 0, 1000–1999}. */
    public String insideWords() {
        return ranges.stream().map(r -> row(r.inside, r.count)).collect(Collectors.joining(", "));
    }

    private static String words(Range range) {
        return row(range.inside, range.count) + " for " + row(range.outside, range.count);
    }

    private static String row(long first, long count) {
        return count == 1 ? "" + first : first + "–" + (first + count - 1);
    }

    @Override
    public String toString() {
        return ranges.stream().map(IdMap::words).collect(Collectors.joining(", "));
    }
}
