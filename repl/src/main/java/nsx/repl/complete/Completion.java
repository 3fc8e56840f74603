package nsx.repl.complete;

import java.util.List;
import nsx.dsl.session.Vocabulary;

/**
 * Proposes continuations of the text at the cursor, from the text before it, the catalogue of words, declared types,
 * and the names of existing objects. Nothing is evaluated.
 */
public final class Completion {
    private final Vocabulary vocabulary;
    private final LiveNames session;

    /** @param session the live names, seen from the current context */
    public Completion(Vocabulary vocabulary, LiveNames session) {
        this.vocabulary = vocabulary;
        this.session = session;
    }

    /** @param text the whole text before the cursor */
    public List<Proposal> of(String text) {
        Spot spot = Spot.at(text);
        Shortlist list = new Shortlist(spot.fragment());
        if (!spot.silent()) {
            new CompletionRequest(vocabulary, session, spot, list).fill();
        }
        return list.proposals();
    }
}
