package nsx.dsl.verb.network;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.op.link.NsidOperations;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.value.namespace.NamedSet;
import nsx.dsl.value.namespace.NamespaceValue;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;

/** {@code nsid netns('a'), 99}: sets the number that this network namespace has for another. */
public final class NsidVerb extends Verb {
    private static final Parameter<Object> NAMESPACE =
            Parameter.required("namespace", Reader.any(Type.NETNS), "a network namespace or its name");
    private static final String AUTO = "auto";
    private static final Parameter<Integer> ID = Parameter.optional(
            "id",
            Reader.of(Type.ANY, "a whole number from 0 to " + Integer.MAX_VALUE + ", or 'auto'", NsidVerb::id)
                    .among(List.of(AUTO)),
            "the id to give, or 'auto' for the first free one; without it, the id is read");

    public NsidVerb() {
        super(Entry.of("nsid", "give another network namespace an id in this one, or read the id", Theme.NETWORK)
                .takes(NAMESPACE, ID)
                .example("a fixed id", "nsid netns('a'), 99\nnsids()")
                .example("the first free id", "nsid netns('a'), 'auto'")
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
        NsidOperations operations = new NsidOperations(session.here(call.context()));
        Namespace namespace = namespace(call);
        String named = Texts.of(call.get(NAMESPACE));
        call.find(ID).ifPresent(id -> session.ensure(() -> operations.ensure(namespace, named, id)));
        OptionalInt id = operations.find(namespace);
        return id.isPresent() ? id.getAsInt() : null;
    }

    private static Optional<Integer> id(Object value) {
        return AUTO.equals(Texts.of(value))
                ? Optional.of(NsidOperations.AUTO)
                : Reader.integer(0, Integer.MAX_VALUE).read(value);
    }

    private static Namespace namespace(Call call) {
        if (call.get(NAMESPACE) instanceof NamespaceValue value) {
            if (value.kind() != NamespaceKind.NET) {
                throw new NsxException("nsid takes a network namespace, not " + value.name()).at(value.name());
            }
            return value.namespace();
        }
        String name = Texts.of(call.get(NAMESPACE));
        return NamedSet.networks(call.session())
                .namespace(name)
                .orElseThrow(() -> new NsxException("there is no network namespace " + name)
                        .at(name)
                        .hint(Texts.didYouMean(
                                name, NamedSet.networks(call.session()).names())));
    }
}
