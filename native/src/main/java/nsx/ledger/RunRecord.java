package nsx.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a ledger says of a run.
 *
 * @param id the run
 * @param boot the boot_id of the machine when it ran
 * @param began in milliseconds since 1970
 * @param script {@code -e} for an expression, {@code prompt}
 * @param made what it has made, in order, as last said
 * @param hasEnded whether it has ended by itself; a killed one has not
 * @param isHalf whether it has begun a block that is all or nothing and has not come to its end
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
    /** The form of the files. */
    static final String VERSION = "1";

    /**
     * One thing that it has made.
     *
     * @param where the context's name
     */
    public record Made(Thing thing, String where) {}

    /** Reads a ledger; empty when it is damaged or of another version. */
    static Optional<RunRecord> read(String text) {
        List<LedgerLine> lines = LedgerLine.read(text);
        if (lines.isEmpty() || !lines.get(0).is(LedgerLine.HEAD, 7)) {
            return Optional.empty();
        }
        List<String> head = lines.get(0).fields();
        if (!head.get(1).equals(VERSION) || !head.get(4).matches("\\d{1,18}")) {
            return Optional.empty();
        }
        List<Made> made = new ArrayList<>();
        boolean ended = false;
        boolean half = false;
        for (LedgerLine line : lines) {
            line.thing().ifPresent(thing -> {
                made.removeIf(m -> m.thing().isSame(thing));
                made.add(new Made(thing, line.fields().get(7)));
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
                List.copyOf(made),
                ended,
                half));
    }
}
