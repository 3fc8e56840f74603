package nsx.repl;

import java.util.Arrays;
import java.util.List;
import nsx.repl.colon.ColonCommand;
import nsx.repl.complete.Proposal;

/** What could become of a line that begins with a colon. */
final class ColonCompletion {
    private static final String GROUP = "the prompt";

    private ColonCompletion() {}

    /** The commands that begin so, without the colon that is there already; none once a command stands there. */
    static List<Proposal> of(String text) {
        String begun = text.strip();
        return text.endsWith(" ") && begun.length() > 1
                ? List.of()
                : Arrays.stream(ColonCommand.values())
                        .filter(c -> c.word().startsWith(begun))
                        .map(c -> new Proposal(c.word().substring(1), GROUP, c.summary(), true))
                        .toList();
    }
}
