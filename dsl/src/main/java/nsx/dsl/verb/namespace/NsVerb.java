package nsx.dsl.verb.namespace;

import nsx.discover.Discovery;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.value.namespace.NamespaceValue;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;

/** {@code ns(4026532384)}: a namespace of any kind by the number that lsns(8) and /proc/PID/ns show. */
public final class NsVerb extends Verb {
    private static final Parameter<Long> INODE = Parameter.required(
            "inode", Reader.number(1, Long.MAX_VALUE).as(Type.INODE), "the number in net:[4026532384]");

    public NsVerb() {
        super(Entry.of("ns", "an existing namespace of any kind by its inode", Theme.NAMESPACES)
                .takes(INODE, Parameter.block("runs inside; its value is the value of its last line"))
                .example("by number", "def a = netns 'a'\nassert ns(a.inode) == a")
                .peer("lsns")
                .related("netns", "enter")
                .answers(NamespaceValue.class)
                .passesThrough());
    }

    @Override
    public boolean asks(Call call) {
        return call.block().isEmpty();
    }

    @Override
    public Object run(Call call) {
        Session session = call.session();
        long number = call.get(INODE);
        NamespaceValue value = session.kernel()
                .call(call.context(), () -> Discovery.find(number))
                .map(n -> NamespaceValue.found(session, n, call.context()))
                .orElseThrow(() -> new NsxException("there is no namespace " + number)
                        .because("no name, process, thread, mount or open file that can be seen from here leads to it")
                        .at(number));
        return call.block().isPresent() ? value.call(call.block().get()) : value;
    }
}
