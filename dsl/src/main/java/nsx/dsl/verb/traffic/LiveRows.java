package nsx.dsl.verb.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nsx.dsl.session.Answers;
import nsx.dsl.session.Call;
import nsx.dsl.session.LiveDisplay;
import nsx.dsl.shape.Facts;

/** The rows of a lasting word. A person at a terminal sees each row as it comes. */
final class LiveRows<R> {
    private final Answers answers;
    private final Optional<LiveDisplay> display;
    private final List<R> rows = new ArrayList<>();

    /** @param word the called word, whose result is shown if the line asks for it */
    LiveRows(Call call, String word) {
        this.answers = call.session().answers();
        this.display = answers.live().filter(d -> d.isTerminal() && answers.isShownOf(word));
    }

    /** Adds a row and shows it. */
    void add(R row) {
        rows.add(row);
        display.ifPresent(d -> d.row(row));
    }

    /** The rows so far. */
    List<R> rows() {
        return rows;
    }

    /** Shows the summary of the result below the rows; a result shown this way is not printed again. */
    <T extends Facts> T end(T result) {
        display.ifPresent(d -> d.summary(result));
        return display.isPresent() ? answers.told(result) : result;
    }
}
