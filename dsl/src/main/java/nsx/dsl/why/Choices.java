package nsx.dsl.why;

import java.util.ArrayList;
import java.util.List;

/** Where the kernel takes one of several ways and nobody can foresee which: a walk takes one, others take the others. */
final class Choices {
    private final List<Integer> taken;
    /** What was chosen among, as {@code a:x: which of … answers first}. */
    private final List<String> asked = new ArrayList<>();

    private final List<Integer> sizes = new ArrayList<>();

    /** @param taken which one is taken, choice by choice; the first of each behind them */
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

    /** What walks of the same length have to take to see the ways that this one left out behind those that it was told. */
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
