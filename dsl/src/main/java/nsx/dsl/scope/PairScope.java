package nsx.dsl.scope;

import groovy.lang.Closure;
import groovy.lang.GroovyObjectSupport;
import groovy.lang.MissingMethodException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.link.Endpoint;
import nsx.dsl.session.Blocks;
import nsx.dsl.session.Scope;
import nsx.dsl.session.Session;
import nsx.dsl.word.BlockWord;
import nsx.rtnl.kind.Kind;
import org.codehaus.groovy.runtime.InvokerHelper;

/**
 * The words inside the block of a pair: {@code veth('a', 'n:b') { mtu 1400; a { up() } }}. A word of a device applies
 * to both ends; the name of an end with a block applies to that end.
 */
public final class PairScope extends GroovyObjectSupport implements Scope {
    private final Session session;
    private final Endpoint first;
    private final Endpoint second;
    private final Kind kind;
    private final List<BlockWord> words;
    private final LinkScope ofFirst;
    private final LinkScope ofSecond;

    /** @param given the properties of both ends that come before the block */
    public PairScope(
            Session session, Kind kind, Endpoint first, Endpoint second, List<BlockWord> words, Map<String, ?> given) {
        this.session = session;
        this.kind = kind;
        this.first = first;
        this.second = second;
        this.words = words;
        this.ofFirst = new LinkScope(kind, words, given);
        this.ofSecond = new LinkScope(kind, words, given);
    }

    /** Handles a word for both ends, or the name of an end with a block. */
    public Object methodMissing(String name, Object arguments) {
        Object[] all = (Object[]) arguments;
        if (all.length == 1 && all[0] instanceof Closure<?> block) {
            Blocks.run(session, block, end(name, all), words);
            return null;
        }
        if (words.stream().noneMatch(word -> word.name().equals(name))) {
            throw new MissingMethodException(name, PairScope.class, all);
        }
        InvokerHelper.invokeMethod(ofFirst, name, all);
        InvokerHelper.invokeMethod(ofSecond, name, all);
        return null;
    }

    /** Sets a property of both ends. */
    public void propertyMissing(String name, Object value) {
        methodMissing(name, new Object[] {value});
    }

    private LinkScope end(String name, Object[] arguments) {
        boolean isFirst = first.device().equals(name);
        boolean isSecond = second.device().equals(name);
        if (isFirst && isSecond) {
            throw new NsxException("both ends of this " + kind + " are called " + name)
                    .at(name)
                    .hint("say it in the namespace of the end: netns('…') { link('" + name + "').mtu = 1400 }");
        }
        if (!isFirst && !isSecond) {
            throw new MissingMethodException(name, PairScope.class, arguments);
        }
        return isFirst ? ofFirst : ofSecond;
    }

    /**
     * The wanted index of the first end of a new pair; empty for any. Static, because a block can call every other
     * method.
     */
    public static OptionalInt firstIndex(PairScope scope) {
        return scope.ofFirst.index();
    }

    /** The wanted index of the second end of a new pair; empty for any. */
    public static OptionalInt secondIndex(PairScope scope) {
        return scope.ofSecond.index();
    }

    /** The wishes for each end. */
    Map<Endpoint, LinkScope> ends() {
        Map<Endpoint, LinkScope> ends = new LinkedHashMap<>();
        ends.put(first, ofFirst);
        ends.put(second, ofSecond);
        return ends;
    }
}
