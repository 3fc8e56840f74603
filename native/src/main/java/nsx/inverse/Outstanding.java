package nsx.inverse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nsx.ledger.LedgerLine;

/**
 * The changes of a run that are still to be undone, as the ledger lines describe them. Each change has a number; its
 * inverse is written before the change is made, and again if more is known afterwards.
 */
public final class Outstanding {
    /**
     * A change.
     *
     * @param prose the change in words, as an infinitive
     * @param isDone whether the change is known to be made
     * @param inverses the steps that undo the change, in order
     */
    private record Change(String prose, boolean isDone, List<Inverse> inverses) {
        /** Whether an inverse may concern an object that another program created. */
        boolean isDoubtful() {
            return !isDone && prose.startsWith("make ");
        }
    }

    private final TreeMap<Long, Change> changes = new TreeMap<>();

    /** The line of a change that is about to be made or was made. */
    public static LedgerLine back(long number, boolean done, String prose, List<Inverse> inverses) {
        List<String> fields =
                new ArrayList<>(List.of(LedgerLine.BACK, Long.toString(number), done ? "done" : "", prose));
        inverses.forEach(inverse -> fields.add(inverse.text()));
        return new LedgerLine(fields);
    }

    /** The line that removes a change from those to undo. */
    public static LedgerLine forget(long number) {
        return new LedgerLine(List.of(LedgerLine.FORGET, Long.toString(number)));
    }

    /** The line that keeps all changes of the lines before. */
    public static LedgerLine kept() {
        return new LedgerLine(List.of(LedgerLine.KEPT));
    }

    static boolean isKept(LedgerLine line) {
        return line.is(LedgerLine.KEPT);
    }

    /** Reads lines; damaged lines and lines of other kinds are skipped. */
    public static Outstanding of(List<LedgerLine> lines) {
        Outstanding all = new Outstanding();
        lines.forEach(all::add);
        return all;
    }

    /** Applies one line. */
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
            // damaged: its content is unknown
            return;
        }
    }

    /** Marks the last change as made. */
    private void made() {
        Map.Entry<Long, Change> newest = changes.lastEntry();
        Change change = newest.getValue();
        changes.put(newest.getKey(), new Change(change.prose(), true, change.inverses()));
    }

    /**
     * Leaves out changes that were about to create an object and perhaps did not: another object may have the name by
     * now.
     */
    public Outstanding withoutDoubts() {
        changes.values().removeIf(Change::isDoubtful);
        return this;
    }

    /** The number of changes to undo. */
    public int size() {
        return changes.size();
    }

    /**
     * Undoes all changes, the newest first.
     *
     * @return one sentence for each change that could not be undone
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
