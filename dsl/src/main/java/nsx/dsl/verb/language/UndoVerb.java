package nsx.dsl.verb.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nsx.dsl.change.History;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Imprint;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.shape.Table;
import nsx.dsl.value.namespace.TakenBack;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;

/** {@code undo()}, {@code undo(3)}: undoes the last lines of this session that changed something. */
public final class UndoVerb extends Verb {
    private static final int SHOWN = 5;

    private static final Parameter<Integer> LINES = Parameter.optional(
                    "lines", Reader.integer(1, 10_000), "number of lines to take back, the last first")
            .otherwise(1);
    private static final Parameter<Boolean> FORCE =
            Parameter.flag("force", "take back what can be taken back, even if somebody else has changed it since");

    private static final Parameter<String> RUN = Parameter.named(
                    "run",
                    Reader.text(),
                    "take back the objects that an earlier run made, listed by made(); settings that it changed stay")
            .usually("this session");

    public UndoVerb() {
        super(Entry.of(
                        "undo",
                        "take back the last lines of this session that changed something, and list what that did",
                        Theme.LANGUAGE)
                .takes(LINES, RUN, FORCE)
                .example("the last line", "bridge br0\nundo()\nassert !links().any { it.name == 'br0' }")
                .example("the last two", "bridge br0 { up() }\nlink('br0').mtu = 1400\nundo(2)")
                .example("an earlier run", "made().collect { it.run }.unique().each { undo run: it, force: true }")
                .related("atomic", "confirm", "made", "delete")
                .asks()
                .answers(Table.class)
                .rows(TakenBack.class));
    }

    @Override
    public Object run(Call call) {
        Session session = call.session();
        if (call.has(RUN)) {
            return RunBack.of(session, call.get(RUN)).takeBack(call.is(FORCE));
        }
        List<History.Line> lines = session.history().last(call.get(LINES));
        if (lines.isEmpty()) {
            throw new NsxException("there is nothing to take back")
                    .because("no change of this session is left to take back");
        }
        boolean force = call.is(FORCE);
        if (!force) {
            lines.forEach(UndoVerb::checkExact);
            for (int i = 0; i < lines.size(); i++) {
                checkUnchanged(session, lines.get(i), lines.subList(0, i));
            }
        }
        TakingBack back = new TakingBack(session);
        lines.forEach(line -> back.run(title(line), line.operations()));
        back.left().forEach(what -> session.notice("not taken back: " + what));
        return TakenBack.table(back.done());
    }

    private static String title(History.Line line) {
        return line.text().lines().findFirst().orElse("");
    }

    private static void checkExact(History.Line line) {
        List<String> lost = line.operations().stream()
                .filter(o -> !o.isExact())
                .map(o -> o.prose() + ": " + o.lost())
                .toList();
        if (!lost.isEmpty()) {
            throw new NsxException("cannot take back exactly: " + title(line))
                    .because(list(lost))
                    .hint("undo(force: true) takes back the rest of it");
        }
    }

    /**
     * Compares the state that the line left with the state after the newer lines are undone.
     *
     * @param newer the newer lines, last first
     */
    private static void checkUnchanged(Session session, History.Line line, List<History.Line> newer) {
        if (line.left().isEmpty()) {
            return;
        }
        Map<String, String> then = new HashMap<>(Imprint.of(session, line.operations()));
        for (History.Line later : newer) {
            if (later.change().isEmpty()) {
                // the state was not read, so the result of undoing is unknown
                return;
            }
            takeBack(then, later.change().get(), line.left().keySet());
        }
        List<String> changed = differences(line.left(), then);
        if (!changed.isEmpty()) {
            throw new NsxException("somebody else has changed what this line left: " + title(line))
                    .because(list(changed))
                    .hint("undo(force: true) takes it back all the same");
        }
    }

    /** Turns the state after a line into the state before it; only requested subjects are added. */
    private static void takeBack(Map<String, String> state, History.Change change, Set<String> asked) {
        Set<String> keys = new TreeSet<>(change.before().keySet());
        keys.addAll(change.after().keySet());
        for (String key : keys) {
            String was = change.before().get(key);
            if (was == null) {
                state.remove(key);
            } else if (!was.equals(change.after().get(key)) && (asked.contains(key) || state.containsKey(key))) {
                state.put(key, was);
            }
        }
    }

    private static String list(List<String> all) {
        String more = all.size() > SHOWN ? "; and " + (all.size() - SHOWN) + " more" : "";
        return all.stream().limit(SHOWN).collect(Collectors.joining("; ")) + more;
    }

    private static List<String> differences(Map<String, String> left, Map<String, String> now) {
        List<String> all = new ArrayList<>();
        TreeSet<String> keys = new TreeSet<>(left.keySet());
        keys.addAll(now.keySet());
        for (String key : keys) {
            String before = left.get(key);
            String after = now.get(key);
            if (before == null) {
                all.add(key + " is new");
            } else if (after == null || after.equals(Imprint.GONE) && !before.equals(after)) {
                all.add(key + " is gone");
            } else if (!before.equals(after)) {
                all.add(key + " was " + before + " and is " + after);
            }
        }
        return all;
    }
}
