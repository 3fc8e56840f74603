package nsx.repl.complete;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nsx.dsl.scope.ExistingLink;
import nsx.dsl.session.Verb;
import nsx.dsl.session.Vocabulary;
import nsx.dsl.word.BlockWord;
import nsx.dsl.word.Theme;
import nsx.ns.NamespaceKind;
import nsx.repl.complete.LiveNames.Device;
import nsx.repl.complete.Term.Chain;

/** A completion request: the syntax at the cursor, and the proposals for the start of a statement. */
final class CompletionRequest {
    final Vocabulary vocabulary;
    /** The live state, seen from the context of the prompt. */
    final LiveNames session;

    final Spot spot;
    final Shortlist list;
    final TypeInference types;
    /** The live state, seen from the blocks around the cursor. */
    final LiveNames live;
    /** The words of the innermost block that has its own words. */
    final List<BlockWord> words;

    CompletionRequest(Vocabulary vocabulary, LiveNames session, Spot spot, Shortlist list) {
        this.vocabulary = vocabulary;
        this.session = session;
        this.spot = spot;
        this.list = list;
        this.types = new TypeInference(vocabulary, spot.variables());
        LiveNames there = session;
        List<BlockWord> known = List.of();
        for (Chain scope : spot.scopes()) {
            known = blockWords(scope, known, there);
            LiveNames inside = types.of(scope, there).inside();
            there = inside == null ? there : inside;
        }
        this.live = there;
        this.words = known;
    }

    private List<BlockWord> blockWords(Chain scope, List<BlockWord> around, LiveNames there) {
        Optional<BlockWord> word = blockWord(scope, around);
        List<BlockWord> block = word.isPresent()
                ? word.get().block()
                : DeviceCall.of(scope, types, there)
                        .map(call -> ExistingLink.words(call.kind()))
                        .or(() -> types.verb(scope, there).map(Verb::blockWords))
                        .orElse(List.of());
        return block.isEmpty() ? around : block;
    }

    static Optional<BlockWord> blockWord(Chain called, List<BlockWord> words) {
        return called.owner().isPresent()
                ? Optional.empty()
                : words.stream()
                        .filter(w -> w.name().equals(called.last().name()))
                        .findFirst();
    }

    void fill() {
        if (spot.receiver() != null) {
            new MemberProposals(this).add();
        } else if (spot.use() != null) {
            new ArgumentProposals(this).add(spot.use());
        } else if (!spot.quoted()) {
            anything();
        }
    }

    /** Proposes everything that can begin a statement or an expression of unknown type. */
    void anything() {
        list.add(
                "words of this block",
                words.stream().map(w -> Item.of(w.name(), w.summary())).toList(),
                true);
        variables();
        language();
        names(live);
    }

    /** Proposes the variables of the text and of the session. */
    void variables() {
        List<Item> all = new ArrayList<>();
        spot.variables().keySet().stream().sorted().forEach(n -> all.add(Item.of(n, "")));
        all.addAll(session.variables());
        list.add("variables", all, false);
    }

    /** Proposes all words, by theme. */
    void language() {
        for (Theme theme : Theme.values()) {
            List<Item> all = new ArrayList<>();
            vocabulary.verbs().stream().filter(v -> v.theme() == theme).forEach(v -> {
                all.add(Item.of(v.name(), v.summary()));
                v.aliases().forEach(a -> all.add(Item.of(a, v.summary())));
            });
            list.add(theme.title(), all, true);
        }
    }

    /** Proposes the values of bare words: devices and named network namespaces. */
    void names(LiveNames where) {
        list.add(
                "devices",
                where.devices().stream()
                        .map(Device::item)
                        .filter(i -> ArgumentValues.isIdentifier(i.text()))
                        .toList(),
                false);
        list.add(
                "network namespaces",
                where.namespaces(NamespaceKind.NET).stream()
                        .filter(i -> i.text().startsWith(spot.fragment()) && ArgumentValues.isIdentifier(i.text()))
                        .toList(),
                false);
    }
}
