package nsx.repl.inspect;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.script.Source;
import nsx.dsl.session.Call;
import nsx.dsl.session.Foresight;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.value.link.LinkValue;
import nsx.dsl.value.namespace.NamedSet;
import nsx.dsl.value.namespace.NamespaceValue;
import nsx.ns.NamespaceKind;
import nsx.repl.prompt.Prompted;
import nsx.repl.render.Inspection;
import nsx.repl.render.Properties;
import nsx.repl.render.TypeNames;

/**
 * Answers a {@link LineQuestion} without changing anything: words that change something are refused, and a name is looked up without
 * running a line.
 */
final class Inspector {
    private static final Foresight ASKING = new Foresight() {
        @Override
        public Object run(Verb verb, Call call) {
            if (!verb.asks(call) && !verb.passesThrough(call)) {
                throw refusal("'" + verb.name() + "' does").at(verb.name());
            }
            return verb.run(call);
        }
    };

    private final Session session;

    Inspector(Session session) {
        this.session = session;
    }

    /** The answer: the page of a word, or a description of a value. */
    Object answer(LineQuestion question) {
        try {
            return look(question);
        } finally {
            session.kernel().release();
        }
    }

    private Object look(LineQuestion question) {
        if (question.root() == null) {
            return evaluated(question);
        }
        boolean isVariable = session.binding().hasVariable(question.root());
        if (question.root().isEmpty()) {
            return session.call("help");
        }
        if (!isVariable && question.isName() && isWord(question.subject())) {
            return session.call("help", question.subject());
        }
        Optional<NamespaceKind> kind = kind(question.root());
        boolean named = question.argument() != null && !question.argument().isEmpty();
        if (!isVariable && question.argument() != null && !(named && (kind.isPresent() || isLink(question.root())))) {
            return isPage(question) ? session.call("help", question.root()) : evaluated(question);
        }
        Object value = named && !isVariable ? called(question, kind) : root(question.root());
        for (Object step : question.steps()) {
            value = within(value, step);
        }
        return new Inspection(question.subject(), value);
    }

    /**
     * Whether the answer is the page of a word, because the result of a word that changes something is known only
     * after it ran.
     */
    private boolean isPage(LineQuestion question) {
        return question.steps().isEmpty()
                && session.vocabulary()
                        .find(question.root())
                        .filter(v -> !v.asks())
                        .isPresent();
    }

    private Inspection evaluated(LineQuestion question) {
        Source line = new Source(Prompted.PREFIX + "question", question.subject());
        return new Inspection(
                question.subject(),
                session.foresee(session.kernel(), Inspector::refuse, ASKING, () -> session.eval(line)));
    }

    private static Object refuse(Operation operation) {
        throw refusal("this would " + operation.prose());
    }

    private static NsxException refusal(String what) {
        return new NsxException("a question must not change anything, but " + what)
                .hint("run it without the question mark; then _? describes its result");
    }

    private boolean isWord(String name) {
        return session.vocabulary().find(name).isPresent()
                || session.vocabulary().isPrefix(name);
    }

    private static boolean isLink(String word) {
        return word.equals("link");
    }

    private static Optional<NamespaceKind> kind(String word) {
        return List.of(NamespaceKind.values()).stream()
                .filter(k -> word.equals(k.file() + "ns"))
                .findFirst();
    }

    private Object called(LineQuestion question, Optional<NamespaceKind> kind) {
        return kind.isPresent()
                ? new NamedSet(session, kind.get()).get(question.argument())
                : session.call("link", question.argument());
    }

    /** The value of a bare name; a namespace is looked up and not created. */
    private Object root(String name) {
        if (session.binding().hasVariable(name)) {
            return session.binding().getVariable(name);
        }
        if (!isWord(name) && session.devices().contains(name)) {
            return session.call("link", name);
        }
        if (!isWord(name) && session.namespaces().contains(name)) {
            return NamedSet.networks(session).get(name);
        }
        return session.word(name);
    }

    private Object within(Object value, Object step) {
        if (value instanceof Map<?, ?> map) {
            return map.get(step);
        }
        if (step instanceof Integer index) {
            return element(value, index);
        }
        String name = String.valueOf(step);
        if (value != null && properties(value).contains(name)) {
            return Properties.get(value, name);
        }
        if (value instanceof LinkValue link && link.getOptions().containsKey(name)) {
            return link.getOptions().get(name);
        }
        if (value instanceof NamespaceValue namespace) {
            return session.within(namespace.context(), namespace.name(), () -> root(name));
        }
        throw new NsxException(
                        (value == null ? "null" : TypeNames.of(value.getClass())) + " has no fact '" + name + "'")
                .at(name)
                .hint(value == null ? null : Texts.didYouMean(name, properties(value)));
    }

    private static Object element(Object value, int index) {
        if (value instanceof Results results) {
            return results.getAt(index);
        }
        if (value instanceof List<?> list && index < list.size() && index >= -list.size()) {
            return list.get(index < 0 ? list.size() + index : index);
        }
        throw new NsxException("there is no element [" + index + "]").at(index);
    }

    /**
     * The properties that can be read safely: getters of nsx's own classes only read; other getters could run any
     * code.
     */
    private static TreeSet<String> properties(Object value) {
        TreeSet<String> names = new TreeSet<>(Properties.of(value));
        if (value.getClass().getName().startsWith("nsx.")) {
            names.addAll(Properties.getters(value.getClass()));
        }
        return names;
    }
}
