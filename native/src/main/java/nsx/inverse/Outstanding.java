package nsx.inverse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nsx.ledger.LedgerLine;

/**
 * What a run has to take back, as lines tell of it: each change has a number, and its inverse is said before it is made, and again
 * when more is known after it.
 */
public final class Outstanding {
    /**
     * A change.
     *
     * @param prose what it does, as an infinitive
     * @param isDone whether it is known to be made
     * @param inverses what takes it back, in order
     */
    private record Change(String prose, boolean isDone, List<Inverse> inverses) {
        /** Whether it can be about an object that somebody else has made. */
        boolean isDoubtful() {
            return !isDone && prose.startsWith("make ");
        }
    }

    private final TreeMap<Long, Change> changes = new TreeMap<>();

    /** The line of a change that is about to be made, or was made. */
    public static LedgerLine back(long number, boolean done, String prose, List<Inverse> inverses) {
        List<String> fields =
                new ArrayList<>(List.of(LedgerLine.BACK, Long.toString(number), done ? "done" : "", prose));
        inverses.forEach(inverse -> fields.add(inverse.text()));
        return new LedgerLine(fields);
    }

    /** The line of a change that is not to be taken back any more. */
    public static LedgerLine forget(long number) {
        return new LedgerLine(List.of(LedgerLine.FORGET, Long.toString(number)));
    }

    /** The line after which nothing of the lines before is to be taken back. */
    public static LedgerLine kept() {
        return new LedgerLine(List.of(LedgerLine.KEPT));
    }

    static boolean isKept(LedgerLine line) {
        return line.is(LedgerLine.KEPT);
    }

    /** What lines say; those that are about something else, or damaged, are passed over. */
    public static Outstanding of(List<LedgerLine> lines) {
        Outstanding all = new Outstanding();
        lines.forEach(all::add);
        return all;
    }

    /** Takes notice of a line. */
    public void add(LedgerLine line) {
        List<String> fields = line.fields();
        try {
            switch (fields.get(0)) {
                case LedgerLine.BACK ->
                    changes.put(
                            Long.valueOf(fields.get(1)),
                            new Change(
                                    fields.get(3),
                                    fields.get(2).equals("done"),
                                    fields.stream().skip(4).map(Inverse::read).toList()));
                case LedgerLine.FORGET -> changes.remove(Long.valueOf(fields.get(1)));
                case LedgerLine.KEPT -> changes.clear();
                default -> {
                    if (line.isMade() && !changes.isEmpty()) {
                        made();
                    }
                }
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // damaged: what it says is not known
            return;
        }
    }

    /** The last change has made something. */
    private void made() {
        Map.Entry<Long, Change> newest = changes.lastEntry();
        Change change = newest.getValue();
        changes.put(newest.getKey(), new Change(change.prose(), true, change.inverses()));
    }

    /** Leaves out what was about to make something and has perhaps not: another object may have its name by now. */
    public Outstanding withoutDoubts() {
        changes.values().removeIf(Change::isDoubtful);
        return this;
    }

    /** How many changes there are to take back. */
    public int size() {
        return changes.size();
    }

    /**
     * Takes all back, the newest first.
     *
     * @return what was not taken back, each as a sentence
     */
    public List<String> carryOut() {
        List<String> left = new ArrayList<>();
        try (CarryingOut carrying = new CarryingOut()) {
            for (Map.Entry<Long, Change> entry = changes.pollLastEntry();
                    entry != null;
                    entry = changes.pollLastEntry()) {
                Change change = entry.getValue();
                change.inverses().stream()
                        .map(carrying::run)
                        .filter(refusal -> change.isDone() && !refusal.isEmpty())
                        .forEach(refusal -> left.add(change.prose() + ": " + refusal));
            }
        }
        return left;
    }
}
