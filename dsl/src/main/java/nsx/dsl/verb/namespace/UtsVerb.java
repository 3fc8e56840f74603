package nsx.dsl.verb.namespace;

import java.util.List;
import nsx.dsl.op.UtsOperations;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.ns.NamespaceKind;
import nsx.ns.UnresolvedException;

/** Common parts of {@code hostname} and {@code domainname}. */
abstract class UtsVerb extends Verb {
    private static final Parameter<String> NAME =
            Parameter.optional("name", Reader.text(Type.NEW_NAME), "the new name; without it, the name is read");

    private final UtsOperations which;

    UtsVerb(UtsOperations which, Entry entry) {
        super(entry);
        this.which = which;
    }

    static Entry entry(UtsOperations which, String summary) {
        return Entry.of(which.word(), summary, Theme.PROCESSES)
                .takes(NAME)
                .peer(which.word())
                .asks()
                .answers(String.class)
                .standsFor(String.class);
    }

    @Override
    public final boolean asks(Call call) {
        return call.size() == 0;
    }

    @Override
    public final Object bare(Session session) {
        return session.call(name());
    }

    @Override
    public final Object run(Call call) {
        Session session = call.session();
        String before = before(call);
        if (call.size() == 0) {
            return before;
        }
        String after = which.check(call.get(NAME));
        if (!after.equals(before)) {
            session.change(List.of(which.set(call.context(), before, after)));
        }
        return after;
    }

    /** The present name; unknown in a plan if the namespace does not exist yet, so that the name is always set. */
    private String before(Call call) {
        try {
            return call.session().kernel().look(call.context(), NamespaceKind.UTS, which.word(), which::read);
        } catch (UnresolvedException e) {
            if (call.size() == 0) {
                throw e;
            }
            return "";
        }
    }
}
