package nsx.repl.complete;

import java.util.List;
import nsx.dsl.value.network.SysctlPath;
import nsx.repl.complete.Term.Chain;

/** Proposes what follows a dot: properties, methods, columns, the second part of a word, kernel parameters. */
final class MemberProposals {
    private final CompletionRequest request;
    private final Spot spot;
    private final Shortlist list;
    private final TypeInference types;
    private final LiveNames live;

    MemberProposals(CompletionRequest request) {
        this.request = request;
        this.spot = request.spot;
        this.list = request.list;
        this.types = request.types;
        this.live = request.live;
    }

    void add() {
        InferredType known = types.of(spot.receiver(), live);
        boolean name = spot.receiver() instanceof Chain chain && chain.isName();
        if (name) {
            list.add(
                    "entries",
                    request.session.keys(((Chain) spot.receiver()).last().name()),
                    true);
        }
        if (known.word() != null) {
            String prefix = known.word() + ".";
            List<Item> dotted = request.vocabulary.verbs().stream()
                    .filter(v -> v.name().startsWith(prefix))
                    .map(v -> Item.of(v.name().substring(prefix.length()), v.summary()))
                    .toList();
            list.add("words", dotted, true);
        }
        if (known.type() == SysctlPath.class) {
            sysctls((Chain) spot.receiver());
            return;
        }
        if (List.class.isAssignableFrom(known.type())) {
            list.add("columns", MemberItems.properties(known.element()), true);
            list.add("methods of tables", MemberItems.own(known.type()), false);
        }
        list.add("properties", MemberItems.properties(known.type()), true);
        list.add("methods", MemberItems.methods(known.type()), false);
        if (known.inside() != null) {
            request.language();
            request.names(known.inside());
        }
    }

    /**
     * Proposes kernel parameters after {@code sysctl.net.ipv4.}; a name that is not an identifier needs the form with
     * a string.
     */
    private void sysctls(Chain path) {
        StringBuilder directory = new StringBuilder();
        boolean begun = false;
        for (Term.Step step : path.steps()) {
            directory.append(begun ? step.name() + "/" : "");
            begun |= step.name().equals("sysctl");
        }
        LiveNames where = path.owner().map(o -> owner(path)).orElse(live);
        list.add(
                "kernel parameters",
                where.sysctls(directory.toString()).stream()
                        .filter(i -> ArgumentValues.isIdentifier(i.text()))
                        .map(i -> new Item(
                                i.text(), i.summary(), () -> i.after().get().replace('/', '.')))
                        .toList(),
                true);
    }

    /** The namespaces in which {@code netns('a').sysctl.net} looks: those of the value before the word. */
    private LiveNames owner(Chain path) {
        List<Term.Step> before =
                path.steps().stream().takeWhile(s -> !s.name().equals("sysctl")).toList();
        LiveNames inside = before.isEmpty()
                ? null
                : types.of(new Chain(path.head(), before), live).inside();
        return inside == null ? live : inside;
    }
}
