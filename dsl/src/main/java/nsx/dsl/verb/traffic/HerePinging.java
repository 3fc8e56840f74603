package nsx.dsl.verb.traffic;

import java.util.List;
import nsx.dsl.verb.traffic.PingPart.Outcome;
import nsx.dsl.verb.traffic.PingPart.Question;

/** Pings from this machine. */
record HerePinging(PingPart part) implements Pinging {
    @Override
    public List<Named> networks() {
        return part.networks().stream()
                .map(name -> new Named(this, name, name, part.targets(name)))
                .toList();
    }

    @Override
    public List<Outcome> outcomes(List<List<String>> questions, Asking asking) {
        List<Question> all = questions.stream()
                .map(q -> new Question(q.get(0), q.get(1), asking.count(), asking.timeout()))
                .toList();
        return part.outcomes(all, outcome -> asking.told().accept(1));
    }
}
