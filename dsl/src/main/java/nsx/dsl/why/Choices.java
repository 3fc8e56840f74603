package nsx.dsl.why;

import java.util.ArrayList;
import java.util.List;

/** Choices of the kernel that cannot be foreseen. One walk takes one way, and further walks take the others. */
final class Choices {
    private final List<Integer> taken;
    /** The questions so far, such as {@code a:x: which of … answers first}. */
    private final List<String> asked = new ArrayList<>();

    private final List<Integer> sizes = new ArrayList<>();

    /** @param taken the choices to take, in order; after them, the first of each */
    Choices(List<Integer> taken) {
        this.taken = taken;
    }

    /** The number of the one that this walk takes. */
    int pick(int size, String what) {
        int at = sizes.size();
        sizes.add(size);
        asked.add(what);
        return at < taken.size() ? taken.get(at) : 0;
    }

    List<String> asked() {
        return asked;
    }

    /** The choices for further walks that take the ways which this walk left out after its given choices. */
    List<List<Integer>> others() {
        List<List<Integer>> all = new ArrayList<>();
        for (int at = taken.size(); at < sizes.size(); at++) {
            for (int other = 1; other < sizes.get(at); other++) {
                List<Integer> way = new ArrayList<>(taken);
                while (way.size() < at) {
                    way.add(0);
                }
                way.add(other);
                all.add(way);
            }
        }
        return all;
    }
}
