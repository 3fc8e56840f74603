package nsx.dsl.value.namespace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nsx.dsl.shape.Table;
import nsx.ledger.Ledgers;
import nsx.ledger.Presence;
import nsx.ledger.RunRecord;

/**
 * One object that nsx made and that still exists.
 *
 * @param what the object, with its current name
 * @param where the context of its creation: {@code host}, a namespace's name
 * @param when the start time of its run
 * @param script the script of the run: {@code prompt}, {@code -e} for an expression
 * @param user the user who started the run; with sudo(8) the one who called it
 * @param run the run
 * @param ended whether the run ended by itself; false for a run that was killed or still goes on
 */
public record MadeRow(String what, String where, Instant when, String script, String user, String run, boolean ended) {
    /**
     * The existing objects, those of the oldest run first. An object that two runs created belongs to the later one.
     */
    public static Table<MadeRow> table(List<Ledgers.Found> ledgers) {
        Presence presence = new Presence();
        Map<List<Object>, MadeRow> all = new LinkedHashMap<>();
        for (Ledgers.Found found : ledgers) {
            if (found.isOfThisBoot()) {
                rows(found.run().orElseThrow(), presence).forEach((key, row) -> {
                    all.remove(key);
                    all.put(key, row);
                });
            }
        }
        List<MadeRow> rows = new ArrayList<>(all.values());
        rows.sort(Comparator.comparing(MadeRow::when));
        return Table.of(List.of("what", "where", "when", "script", "user", "run"), rows);
    }

    private static Map<List<Object>, MadeRow> rows(RunRecord run, Presence presence) {
        Map<List<Object>, MadeRow> rows = new LinkedHashMap<>();
        for (RunRecord.Made made : run.made()) {
            presence.find(made.thing())
                    .ifPresent(what -> rows.put(
                            List.of(
                                    made.thing().sort(),
                                    made.thing().home(),
                                    made.thing().id()),
                            new MadeRow(
                                    what,
                                    made.where(),
                                    Instant.ofEpochSecond(run.began() / 1000),
                                    run.script(),
                                    run.user(),
                                    run.id(),
                                    run.hasEnded())));
        }
        return rows;
    }
}
