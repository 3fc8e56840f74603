package nsx.dsl.verb;

import java.util.OptionalInt;
import nsx.dsl.Call;
import nsx.dsl.Entry;
import nsx.dsl.NsxException;
import nsx.dsl.Parameter;
import nsx.dsl.Parameter.Type;
import nsx.dsl.Session;
import nsx.dsl.Texts;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.op.NsidOperations;
import nsx.dsl.value.NamedSet;
import nsx.dsl.value.NamespaceValue;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;

/** {@code nsid netns('a'), 99}: the number that this network namespace has for another. */
public final class NsidVerb extends Verb {
    public NsidVerb() {
        super(Entry.of("nsid", "give another network namespace a number here, or read it", Theme.NETWORK)
                .takes(
                        Parameter.required("namespace", Type.NETNS, "a network namespace or its name"),
                        Parameter.optional("id", Type.NUMBER, "from 0; without it the word reads"))
                .example("for good", "nsid netns('a'), 99\nnsids()")
                .related("nsids", "netns")
                .answers(Integer.class));
    }

    @Override
    public boolean asks(Call call) {
        return call.size() == 1;
    }

    @Override
    public Object run(Call call) {
        Session session = call.session();
        NsidOperations operations = new NsidOperations(session, call.context());
        Namespace namespace = namespace(call);
        if (call.size() == 2) {
            session.ensure(() -> operations.ensure(namespace, call.text(0), id(call.at(1))));
        }
        OptionalInt id = operations.find(namespace);
        return id.isPresent() ? id.getAsInt() : null;
    }

    private static Namespace namespace(Call call) {
        if (call.at(0) instanceof NamespaceValue value) {
            if (value.kind() != NamespaceKind.NET) {
                throw new NsxException("nsid takes a network namespace, not " + value.name()).at(value.name());
            }
            return value.namespace();
        }
        String name = call.text(0);
        return NamedSet.networks(call.session())
                .namespace(name)
                .orElseThrow(() -> new NsxException("there is no network namespace " + name)
                        .at(name)
                        .hint(Texts.didYouMean(
                                name, NamedSet.networks(call.session()).names())));
    }

    private static int id(Object value) {
        if (value instanceof Number n && n.intValue() == n.doubleValue() && n.intValue() >= 0) {
            return n.intValue();
        }
        throw new NsxException("nsid: id cannot be " + Texts.of(value))
                .because("id is a whole number from 0 to 2147483647")
                .at(Texts.of(value));
    }
}
