package nsx.dsl.session;

import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.word.BlockWord;
import nsx.ns.NamespaceKind;

/**
 * Resolves an identifier that is not a variable: a word, a device of the current network namespace, or a named
 * network namespace.
 */
final class BareWord {
    private BareWord() {}

    /** The value of a word, or otherwise of the device or network namespace of that name. */
    static Object value(Session session, String name) {
        Optional<Verb> verb = session.vocabulary().find(name);
        if (verb.isPresent()) {
            return verb.get().bare(session);
        }
        if (session.vocabulary().isPrefix(name)) {
            return new WordReference(session, name);
        }
        return resolve(session, name).orElseThrow(() -> unknown(session, name));
    }

    /**
     * The error for a name after the dot of a value that accepts words; empty if the name is a word, or a device or
     * namespace there.
     *
     * @param of the value in words, such as {@code the net namespace a}
     * @param own the names of the value's own properties
     */
    static Optional<NsxException> missing(Session session, String name, String of, Collection<String> own) {
        if (session.vocabulary().find(name).isPresent()
                || session.vocabulary().isPrefix(name)
                || Devices.find(session.here(), name).isPresent()
                || names(session).contains(name)) {
            return Optional.empty();
        }
        return Optional.of(new NsxException(of + " has no '" + name + "'")
                .because("not one of its properties, nor a word, a device or a network namespace there")
                .at(name)
                .hint(Optional.ofNullable(Texts.didYouMean(name, own))
                        .orElseGet(() -> Texts.didYouMean(name, known(session)))));
    }

    private static Optional<Object> resolve(Session session, String name) {
        if (Devices.find(session.here(), name).isPresent()) {
            return Optional.of(session.call("link", name));
        }
        return names(session).contains(name) ? Optional.of(session.call("netns", name)) : Optional.empty();
    }

    /**
     * The value of the bare word with arguments: those of a device are what {@code link} takes, and a block after a network namespace
     * runs in it, as after {@code netns}.
     */
    static Object call(Session session, String name, Object... arguments) {
        if (Devices.find(session.here(), name).isPresent()) {
            return session.call("link", ofDevice(name, arguments));
        }
        if (!names(session).contains(name)) {
            throw unknown(session, name);
        }
        if (arguments.length != 1 || !(arguments[0] instanceof Closure<?> block)) {
            throw new NsxException("the network namespace " + name + " takes only a block")
                    .at(name)
                    .hint("such as: " + name + " { links() }");
        }
        return session.call("netns", name, block);
    }

    /** The name and its options and block; options stand in front. */
    private static Object[] ofDevice(String name, Object... arguments) {
        List<Object> all = new ArrayList<>(List.of(name));
        for (Object argument : arguments) {
            if (argument instanceof Map<?, ?> && all.size() == 1) {
                all.add(0, argument);
            } else if (argument instanceof Closure<?>) {
                all.add(argument);
            } else {
                throw new NsxException("the device " + name + " takes only options and a block")
                        .at(Texts.of(argument))
                        .hint("such as: " + name + " { up() } or " + name + " mtu: 1400; " + name
                                + "? lists its properties");
            }
        }
        return all.toArray();
    }

    /** {@code bridge('br0') { up }}. */
    static void notCalled(BlockWord word) {
        throw new NsxException("'" + word.name() + "' is a word of this block, and is not called")
                .at(word.name())
                .hint("write " + word.called());
    }

    /** The error for an unknown name, with the nearest known one. */
    static NsxException unknown(Session session, String word) {
        return Blocks.refusal(word).orElseGet(() -> nothing(session, word));
    }

    private static NsxException nothing(Session session, String word) {
        List<String> beside = session.vocabulary().beside(word);
        if (!beside.isEmpty()) {
            return new NsxException("there is no word '" + word + "'")
                    .at(word.substring(word.indexOf('.') + 1))
                    .hint(Optional.ofNullable(Texts.didYouMean(word, beside))
                            .orElse("there are " + String.join(", ", beside)));
        }
        return new NsxException("nothing here is called '" + word + "'")
                .because(Texts.UNKNOWN)
                .at(word)
                .hint(Optional.ofNullable(Texts.didYouMean(word, Blocks.words()))
                        .or(() -> ofBlock(session, word))
                        .orElseGet(() -> Texts.didYouMean(word, known(session))));
    }

    /** The hint for a word that exists only in the blocks of other words; empty for any other word. */
    private static Optional<String> ofBlock(Session session, String word) {
        List<String> around = session.vocabulary().verbs().stream()
                .filter(verb ->
                        verb.blockWords().stream().anyMatch(w -> w.name().equals(word)))
                .map(Verb::name)
                .sorted()
                .toList();
        return around.isEmpty()
                ? Optional.empty()
                : Optional.of("'" + word + "' is a word of the block of " + Texts.eitherOf(around));
    }

    /** All names that could have been meant. */
    private static Set<String> known(Session session) {
        Set<String> all = new LinkedHashSet<>(session.vocabulary().names());
        ((Map<?, ?>) session.binding().getVariables()).keySet().forEach(v -> all.add(String.valueOf(v)));
        Devices.all(session.here()).forEach(d -> all.add(d.name()));
        all.addAll(names(session));
        return all;
    }

    static Collection<String> names(Session session) {
        return session.kernel().names(session.context(), NamespaceKind.NET);
    }
}
