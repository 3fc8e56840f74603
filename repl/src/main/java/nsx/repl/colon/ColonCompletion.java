package nsx.repl.colon;

import java.util.Arrays;
import java.util.List;
import nsx.repl.complete.Proposal;

/** Completes lines that begin with a colon. */
public final class ColonCompletion {
    private static final String GROUP = "the prompt";

    private ColonCompletion() {}

    /** Proposes commands with this prefix, without the colon, or arguments after a command. */
    public static List<Proposal> of(String text) {
        String[] parts = text.stripLeading().split("\\s+", 2);
        return parts.length > 1
                ? ColonCommand.of(text).map(c -> choices(c, parts[1])).orElse(List.of())
                : Arrays.stream(ColonCommand.values())
                        .filter(c -> c.word().startsWith(parts[0]))
                        .map(c -> new Proposal(c.word().substring(1), GROUP, c.summary(), true))
                        .toList();
    }

    private static List<Proposal> choices(ColonCommand command, String begun) {
        return Arrays.stream(command.argument().split("[\\[|\\]]"))
                .filter(choice -> command.argument().contains("|") && !choice.isEmpty() && choice.startsWith(begun))
                .map(choice -> new Proposal(choice, GROUP, "", true))
                .toList();
    }
}
