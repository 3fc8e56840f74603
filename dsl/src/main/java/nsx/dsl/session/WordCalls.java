package nsx.dsl.session;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Stream;
import nsx.dsl.error.Failure;
import nsx.dsl.shape.Facts;
import nsx.dsl.word.Arguments;
import nsx.netlink.CodecException;
import nsx.netlink.NetlinkException;
import nsx.ns.NamespaceException;
import nsx.sys.SysException;

/**
 * Calls words as scripts write them: with arguments, bare, or after the dot of a value. A word may be executed on
 * another host.
 */
record WordCalls(Session session) {
    /** Uses a word. */
    Object call(String word, Object... arguments) {
        Strand strand = session.strands().acting();
        strand.beginWord();
        try {
            Elsewhere elsewhere = strand.elsewhere();
            if (elsewhere != null && elsewhere.takes(word)) {
                return elsewhere.call(word, strand.onlyLooks(word, arguments), arguments);
            }
            Verb verb = session.vocabulary().find(word).orElse(null);
            return verb == null ? BareWord.call(session, word, arguments) : run(strand, verb, word, arguments);
        } catch (SysException | NetlinkException | NamespaceException | CodecException e) {
            throw Failure.told(e);
        } finally {
            strand.endWord();
        }
    }

    private Object run(Strand strand, Verb verb, String word, Object... arguments) {
        boolean looks = strand.onlyLooks(word, arguments);
        Call call = new Call(session, verb, Arguments.of(verb.signature(), arguments), looks);
        strand.answers().note(verb, call);
        return verb.filtered(call, strand.foresight().run(verb, call));
    }

    /** The value of a bare word. */
    Object value(String name) {
        Elsewhere elsewhere = session.strands().acting().elsewhere();
        try {
            return elsewhere != null && elsewhere.takes(name) ? elsewhere.word(name) : BareWord.value(session, name);
        } catch (SysException | NetlinkException | NamespaceException | CodecException e) {
            throw Failure.told(e);
        }
    }

    /** What a value has itself: its facts and its methods. */
    private static Collection<String> own(Facts value) {
        return Stream.concat(
                        value.facts().stream(),
                        Arrays.stream(value.getClass().getDeclaredMethods())
                                .filter(m -> Modifier.isPublic(m.getModifiers()))
                                .map(Method::getName)
                                .filter(name -> !name.startsWith("get")))
                .distinct()
                .toList();
    }

    /** Rejects a name after the dot of a value that is neither a fact of the value nor a word or name there. */
    void require(Facts value, String of, String word) {
        session.strands().acting();
        BareWord.missing(session, word, of, own(value)).ifPresent(e -> {
            throw e;
        });
    }
}
