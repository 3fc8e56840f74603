package nsx.repl.complete;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nsx.dsl.session.Verb;
import nsx.dsl.session.Vocabulary;
import nsx.dsl.shape.Table;
import nsx.dsl.value.link.LinkValue;
import nsx.dsl.value.namespace.ContextValue;
import nsx.dsl.value.namespace.NamespaceValue;
import nsx.dsl.value.network.SysctlPath;
import nsx.dsl.word.Parameter;
import nsx.ns.NamespaceKind;
import nsx.repl.complete.Term.Chain;
import nsx.repl.complete.Term.Step;

/** Infers the types of expressions from declared types, names and the catalogue of words. */
final class TypeInference {
    private final Vocabulary vocabulary;
    private final Map<String, Term> variables;

    TypeInference(Vocabulary vocabulary, Map<String, Term> variables) {
        this.vocabulary = vocabulary;
        this.variables = variables;
    }

    InferredType of(Term term, LiveNames live) {
        if (term instanceof Term.Text text) {
            return InferredType.value(text.type());
        }
        if (term instanceof Term.Value value) {
            return InferredType.value(value.type());
        }
        if (term instanceof Term.Element element) {
            return Elements.of(of(element.of(), live), element.index());
        }
        Chain chain = (Chain) term;
        List<Step> steps = chain.steps();
        InferredType known = chain.head() == null ? first(steps.get(0), live) : of(chain.head(), live);
        for (Step step : steps.subList(chain.head() == null ? 1 : 0, steps.size())) {
            known = after(known, step, live);
        }
        return known;
    }

    /** The called word and its namespaces; empty for anything else. */
    Optional<Verb> verb(Chain called, LiveNames live) {
        Optional<Term> owner = called.owner();
        String name = called.last().name();
        if (owner.isEmpty()) {
            return vocabulary.find(name);
        }
        InferredType known = of(owner.get(), live);
        return dotted(known, name).or(() -> known.inside() == null ? Optional.empty() : vocabulary.find(name));
    }

    private Optional<Verb> dotted(InferredType known, String name) {
        return known.word() == null ? Optional.empty() : vocabulary.find(known.word() + "." + name);
    }

    private InferredType first(Step step, LiveNames live) {
        Term local = variables.get(step.name());
        if (local != null) {
            return local(step, local, live);
        }
        Optional<Class<?>> variable = live.variable(step.name());
        if (variable.isPresent()) {
            return variable(step, variable.get(), live);
        }
        Optional<Verb> verb = vocabulary.find(step.name());
        if (verb.isPresent()) {
            return use(verb.get(), step, live);
        }
        if (vocabulary.isPrefix(step.name())) {
            return new InferredType(Object.class, null, step.name());
        }
        return bareWord(step, live);
    }

    /** The type of a local variable. The name itself is left out of its value, so that {@code x = x} ends. */
    private InferredType local(Step step, Term value, LiveNames live) {
        Map<String, Term> others = new HashMap<>(variables);
        others.remove(step.name());
        InferredType known = new TypeInference(vocabulary, others).of(value, live);
        return step.called() ? new InferredType(Object.class, known.inside(), null) : known;
    }

    private static InferredType variable(Step step, Class<?> type, LiveNames live) {
        boolean place = NamespaceValue.class.isAssignableFrom(type) || ContextValue.class.isAssignableFrom(type);
        LiveNames inside = place ? live.at(new NamespaceReference.Variable(step.name())) : null;
        return step.called()
                ? new InferredType(Object.class, inside, null)
                : new InferredType(type, inside, null)
                        .holding(live.value(step.name()).orElse(null));
    }

    /** A device of that name, otherwise a named network namespace. */
    private static InferredType bareWord(Step step, LiveNames live) {
        String name = step.name();
        if (live.devices().stream().anyMatch(d -> d.name().equals(name))) {
            return InferredType.value(LinkValue.class);
        }
        boolean named = live.namespaces(NamespaceKind.NET).stream()
                .anyMatch(i -> i.text().equals(name));
        return named
                ? new InferredType(
                        step.called() ? Object.class : NamespaceValue.class,
                        live.at(new NamespaceReference.Named(NamespaceKind.NET, name)),
                        null)
                : InferredType.NOTHING;
    }

    private InferredType after(InferredType known, Step step, LiveNames live) {
        Optional<Verb> dotted = dotted(known, step.name());
        if (dotted.isPresent()) {
            return use(dotted.get(), step, live);
        }
        if (known.type() == SysctlPath.class && !step.called()) {
            return known;
        }
        Optional<InferredType> ofList = Elements.after(known, step);
        if (ofList.isPresent()) {
            return ofList.get();
        }
        Optional<Class<?>> member = MemberItems.type(known.type(), step.name(), step.called());
        if (member.isPresent()) {
            return member(known, member.get(), step);
        }
        return known.inside() == null
                ? InferredType.NOTHING
                : new TypeInference(vocabulary, Map.of()).first(step, known.inside());
    }

    private InferredType member(InferredType known, Class<?> type, Step step) {
        Optional<Verb> listing = vocabulary.find(step.name()).filter(v -> v.result() == Table.class);
        if (type == Object.class && !step.called() && listing.isPresent()) {
            // the property is declared as an object, but its elements are those of the word of this name
            return Elements.listed(listing.get());
        }
        if (NamespaceValue.class.isAssignableFrom(type)) {
            return new InferredType(type, known.inside(), null);
        }
        return InferredType.list(type, MemberItems.element(known.type(), step.name(), step.called()));
    }

    /** The type of a word, alone or called. */
    private InferredType use(Verb verb, Step step, LiveNames live) {
        LiveNames inside = inside(verb, step, live);
        if (!step.called()) {
            return InferredType.bare(verb).within(inside);
        }
        if (verb.listed() != Object.class && step.arguments().isEmpty() && !step.block()) {
            return InferredType.list(Table.class, verb.listed()).within(inside);
        }
        boolean other = step.block() && verb.runsElsewhere();
        return other
                ? new InferredType(Object.class, inside, null)
                : Elements.listed(verb).within(inside);
    }

    /** The namespaces in which its block runs and in which words called on its result act; null if the word does not determine them. */
    private LiveNames inside(Verb verb, Step step, LiveNames live) {
        if (verb.result() == ContextValue.class) {
            return verb.name().equals("host") ? live.at(new NamespaceReference.Host()) : live;
        }
        if (verb.isFresh()) {
            return live.at(new NamespaceReference.Fresh());
        }
        Parameter<?> first = verb.signature().at(0).orElse(null);
        if (first == null || !step.called()) {
            return null;
        }
        if (first.type().kind().isPresent() && verb.result() == NamespaceValue.class) {
            return one(first.type().kind().get(), step, live);
        }
        return switch (first.type()) {
            case INODE ->
                number(step.first())
                        .map(n -> live.at(new NamespaceReference.Inode(n)))
                        .orElse(null);
            case NAMESPACE -> several(step, live);
            case CONTAINER ->
                name(step.first())
                        .map(n -> live.at(new NamespaceReference.Container(n)))
                        .orElse(null);
            default -> null;
        };
    }

    private LiveNames one(NamespaceKind kind, Step step, LiveNames live) {
        Optional<LiveNames> byProcess = number(step.option("pid"))
                .map(pid -> live.at(new NamespaceReference.OfProcess(EnumSet.of(kind), (int) (long) pid)));
        Optional<LiveNames> byFile =
                name(step.option("path")).map(path -> live.at(new NamespaceReference.AtFile(kind, path)));
        return byProcess
                .or(() -> byFile)
                .or(() -> step.first().flatMap(t -> value(t, live)))
                .or(() -> name(step.first()).map(n -> live.at(new NamespaceReference.Named(kind, n))))
                .orElse(null);
    }

    /**
     * The namespaces of {@code enter(pid: 1) { }} or {@code enter(netns('a'), ipcns('b')) { }}; each is entered from
     * the one before.
     */
    private LiveNames several(Step step, LiveNames live) {
        LiveNames there = number(step.option("pid"))
                .map(pid -> live.at(new NamespaceReference.OfProcess(Set.of(NamespaceKind.values()), (int) (long) pid)))
                .orElse(live);
        for (Term.Argument argument : step.arguments()) {
            if (argument.option() == null) {
                there = value(argument.value(), there).orElse(there);
            }
        }
        return there;
    }

    private Optional<LiveNames> value(Term term, LiveNames live) {
        boolean plain = !(term instanceof Chain chain) || chain.isName() && !isVariable(chain, live);
        return plain ? Optional.empty() : Optional.ofNullable(of(term, live).inside());
    }

    /** Whether the last name of the chain is a variable. */
    boolean isVariable(Chain chain, LiveNames live) {
        String name = chain.last().name();
        return variables.containsKey(name) || live.variable(name).isPresent();
    }

    /** The text of a string, or of a bare word in its place. */
    static Optional<String> name(Optional<Term> term) {
        return term.flatMap(t -> t instanceof Term.Text text
                ? Optional.of(text.text())
                : t instanceof Chain chain && chain.isName()
                        ? Optional.of(chain.last().name())
                        : Optional.empty());
    }

    private static Optional<Long> number(Optional<Term> term) {
        return name(term).filter(n -> n.matches("\\d{1,18}")).map(Long::valueOf);
    }
}
