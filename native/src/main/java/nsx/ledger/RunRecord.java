package nsx.ledger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The content of a run's ledger.
 *
 * @param id the run
 * @param boot the boot_id of the machine at the time of the run
 * @param began the start of the run, in milliseconds since 1970
 * @param script the script; {@code -e} for an expression, {@code prompt} for a prompt
 * @param made the objects that the run created, in order, each as last described
 * @param hasEnded whether the run ended by itself; false for a killed run
 * @param isHalf whether the run is inside an all-or-nothing block
 */
public record RunRecord(
        String id,
        String boot,
        long began,
        String user,
        String script,
        List<Made> made,
        boolean hasEnded,
        boolean isHalf) {
    /** The version of the file format. */
    static final String VERSION = "1";

    /**
     * One object that the run created.
     *
     * @param where the name of its context
     */
    public record Made(Thing thing, String where) {}

    /** Parses a ledger; empty if it is damaged or of another version. */
    static Optional<RunRecord> read(String text) {
        List<LedgerLine> lines = LedgerLine.read(text);
        if (lines.isEmpty() || !lines.get(0).is(LedgerLine.HEAD, 7)) {
            return Optional.empty();
        }
        List<String> head = lines.get(0).fields();
        if (!head.get(1).equals(VERSION) || !head.get(4).matches("\\d{1,18}")) {
            return Optional.empty();
        }
        Map<Thing.Identity, Made> made = new LinkedHashMap<>();
        boolean ended = false;
        boolean half = false;
        for (LedgerLine line : lines) {
            line.thing().ifPresent(thing -> {
                made.remove(thing.identity());
                made.put(thing.identity(), new Made(thing, line.fields().get(7)));
            });
            ended |= line.is(LedgerLine.END, 2);
            half = (half || line.is(LedgerLine.BACK)) && !line.is(LedgerLine.KEPT);
        }
        return Optional.of(new RunRecord(
                head.get(3),
                head.get(2),
                Long.parseLong(head.get(4)),
                head.get(5),
                head.get(6),
                List.copyOf(made.values()),
                ended,
                half));
    }
}
