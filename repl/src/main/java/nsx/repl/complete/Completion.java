package nsx.repl.complete;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nsx.dsl.session.Verb;
import nsx.dsl.session.Vocabulary;
import nsx.dsl.shape.Table;
import nsx.dsl.value.link.LinkValue;
import nsx.dsl.value.network.SysctlPath;
import nsx.dsl.word.BlockWord;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Signature;
import nsx.dsl.word.Theme;
import nsx.ns.NamespaceKind;
import nsx.repl.complete.LiveNames.Device;
import nsx.repl.complete.Spot.Use;
import nsx.repl.complete.Term.Chain;
import nsx.rtnl.kind.Bridge;

/**
 * Proposals for the text at the cursor: from the text before it, the catalogue of words, declared types, and the names of existing
 * objects. Nothing is evaluated.
 */
public final class Completion {
    /** The methods of tables that take names of columns. */
    private static final Set<String> BY_COLUMN = Set.of("select", "sort", "unique");

    private final Vocabulary vocabulary;
    private final LiveNames session;

    /** @param session the live names as seen from the current context */
    public Completion(Vocabulary vocabulary, LiveNames session) {
        this.vocabulary = vocabulary;
        this.session = session;
    }

    /** @param text everything before the cursor */
    public List<Proposal> of(String text) {
        Spot spot = Spot.at(text);
        Shortlist list = new Shortlist(spot.fragment());
        if (!spot.silent()) {
            new Request(spot, list).fill();
        }
        return list.proposals();
    }

    private final class Request {
        private final Spot spot;
        private final Shortlist list;
        private final TypeInference types;
        /** The live state, as seen from the blocks around the cursor. */
        private final LiveNames live;
        /** The words of the innermost block that has words of its own. */
        private final List<BlockWord> words;

        Request(Spot spot, Shortlist list) {
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
                    : types.verb(scope, there).map(Verb::blockWords).orElse(List.of());
            return block.isEmpty() ? around : block;
        }

        private static Optional<BlockWord> blockWord(Chain called, List<BlockWord> words) {
            return called.owner().isPresent()
                    ? Optional.empty()
                    : words.stream()
                            .filter(w -> w.name().equals(called.last().name()))
                            .findFirst();
        }

        void fill() {
            if (spot.receiver() != null) {
                members();
            } else if (spot.use() != null) {
                arguments(spot.use());
            } else if (!spot.quoted()) {
                anything();
            }
        }

        // --- after a dot

        private void members() {
            InferredType known = types.of(spot.receiver(), live);
            boolean name = spot.receiver() instanceof Chain chain && chain.isName();
            if (name) {
                list.add(
                        "entries", session.keys(((Chain) spot.receiver()).last().name()), true);
            }
            if (known.word() != null) {
                String prefix = known.word() + ".";
                List<Item> dotted = vocabulary.verbs().stream()
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
                language();
                names(known.inside());
            }
        }

        /** {@code sysctl.net.ipv4.}: a name that is not an identifier needs the form with a string. */
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

        /** The place in which {@code netns('a').sysctl.net} looks: the value before the word. */
        private LiveNames owner(Chain path) {
            List<Term.Step> before = path.steps().stream()
                    .takeWhile(s -> !s.name().equals("sysctl"))
                    .toList();
            LiveNames inside = before.isEmpty()
                    ? null
                    : types.of(new Chain(path.head(), before), live).inside();
            return inside == null ? live : inside;
        }

        // --- arguments

        private void arguments(Use use) {
            Optional<BlockWord> word = blockWord(use.word(), words);
            if (word.isPresent()) {
                arguments(use, word.get().signature(), live);
                return;
            }
            Optional<Verb> verb = types.verb(use.word(), live);
            LiveNames where =
                    use.word().owner().map(o -> types.of(o, live).inside()).orElse(live);
            if (verb.isPresent()) {
                arguments(use, verb.get().signature(), where == null ? live : where);
                return;
            }
            Optional<Signature> method = use.word()
                    .owner()
                    .filter(o -> types.of(o, live).type() == LinkValue.class)
                    .flatMap(o -> ofDevice(use.word().last().name()));
            if (method.isPresent()) {
                arguments(use, method.get(), live);
                return;
            }
            boolean ofTable = columns(use);
            if (ofTable && !spot.quoted()) {
                variables();
            } else if (!spot.quoted()) {
                anything();
            }
        }

        /** {@code links().where(}, {@code links().select('}: the columns of the table whose method is called; false for other methods. */
        private boolean columns(Use use) {
            InferredType table = use.word().owner().map(o -> types.of(o, live)).orElse(InferredType.NOTHING);
            boolean named = use.word().last().name().equals("where");
            boolean asText = BY_COLUMN.contains(use.word().last().name());
            if (table.type() != Table.class || use.option() != null || !(asText || named && !spot.quoted())) {
                return false;
            }
            list.add(
                    "columns",
                    MemberItems.properties(table.element()).stream()
                            .filter(i -> !use.has(i.text()))
                            .map(i -> named
                                    ? i.withText(i.text() + ":")
                                    : spot.quoted() ? i : i.withText("'" + i.text() + "'"))
                            .toList(),
                    named);
            return true;
        }

        /** Methods of a device take what the words of the same name in its block take. */
        private Optional<Signature> ofDevice(String method) {
            if (method.equals("move")) {
                return Optional.of(new Signature(
                        method,
                        List.of(Parameter.required("to", Reader.any(Type.NETNS), "a network namespace or its name"))));
            }
            return vocabulary.find(Bridge.KIND.name()).map(Verb::blockWords).orElse(List.of()).stream()
                    .filter(w -> w.name().equals(method))
                    .findFirst()
                    .map(BlockWord::signature);
        }

        private void arguments(Use use, Signature signature, LiveNames where) {
            ArgumentValues values = new ArgumentValues(vocabulary, where, spot, list);
            if (use.atKey() && !spot.quoted()) {
                signature.option(use.option()).ifPresent(p -> keys(use, p));
            }
            if (use.option() != null || use.entry() != null) {
                option(use, signature).ifPresent(p -> values.add(p, signature.word(), taken(use)));
                if (!spot.quoted()) {
                    variables();
                }
                return;
            }
            signature.at(use.position()).ifPresent(parameter -> {
                values.add(parameter, signature.word(), taken(use));
                scriptArguments(use, parameter);
            });
            if (!spot.quoted()) {
                options(use, signature);
                variables();
            }
        }

        /** {@code tbf: [}: the options of the map that an option takes. */
        private void keys(Use use, Parameter<?> option) {
            List<String> written =
                    use.inner().stream().map(Term.Argument::option).toList();
            list.add(
                    "options of " + option.name(),
                    option.reader().inner().stream()
                            .filter(p -> !p.isAnyName() && !written.contains(p.name()))
                            .map(p -> Item.of(p.name() + ":", p.help()))
                            .toList(),
                    true);
        }

        /** The option whose value is written, or that of the map that the option takes. */
        private static Optional<Parameter<?>> option(Use use, Signature signature) {
            if (use.entry() == null) {
                return signature.option(use.option());
            }
            Optional<Parameter<?>> inner = Optional.ofNullable(use.option())
                    .flatMap(signature::option)
                    .flatMap(p -> new Signature(p.name(), p.reader().inner()).option(use.entry()));
            return inner.isPresent() ? inner : signature.option(use.entry());
        }

        private static Set<String> taken(Use use) {
            Set<String> taken = new LinkedHashSet<>();
            use.arguments()
                    .forEach(a -> TypeInference.name(Optional.of(a.value())).ifPresent(taken::add));
            return taken;
        }

        private void scriptArguments(Use use, Parameter<?> parameter) {
            boolean afterInclude = use.word().last().name().equals("include") && use.position() > 0;
            if (afterInclude && parameter.type() == Type.ANY) {
                TypeInference.name(use.arguments().stream()
                                .filter(a -> a.option() == null)
                                .map(Term.Argument::value)
                                .findFirst())
                        .ifPresent(script -> list.add(
                                "arguments of " + script,
                                live.scriptArguments(script).stream()
                                        .map(i -> spot.quoted() ? i : i.withText("'" + i.text() + "'"))
                                        .toList(),
                                false));
            }
        }

        private void options(Use use, Signature signature) {
            list.add(
                    "options",
                    signature.named().stream()
                            .filter(p -> !p.isAnyName() && !use.has(p.name()))
                            .map(p -> Item.of(p.name() + ":", p.help()))
                            .toList(),
                    true);
        }

        // --- the start of a statement, or an expression of unknown type

        private void anything() {
            list.add(
                    "words of this block",
                    words.stream().map(w -> Item.of(w.name(), w.summary())).toList(),
                    true);
            variables();
            language();
            names(live);
        }

        private void variables() {
            List<Item> all = new ArrayList<>();
            spot.variables().keySet().stream().sorted().forEach(n -> all.add(Item.of(n, "")));
            all.addAll(session.variables());
            list.add("variables", all, false);
        }

        private void language() {
            for (Theme theme : Theme.values()) {
                List<Item> all = new ArrayList<>();
                vocabulary.verbs().stream().filter(v -> v.theme() == theme).forEach(v -> {
                    all.add(Item.of(v.name(), v.summary()));
                    v.aliases().forEach(a -> all.add(Item.of(a, v.summary())));
                });
                list.add(theme.title(), all, true);
            }
        }

        /** The value of a bare word: a device or a named network namespace. */
        private void names(LiveNames where) {
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
}
