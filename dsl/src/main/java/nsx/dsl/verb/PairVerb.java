package nsx.dsl.verb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nsx.dsl.Call;
import nsx.dsl.Entry;
import nsx.dsl.NsxException;
import nsx.dsl.Parameter;
import nsx.dsl.Parameter.Type;
import nsx.dsl.Session;
import nsx.dsl.Texts;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.value.Endpoint;
import nsx.dsl.value.LinkPair;
import nsx.dsl.value.NamespaceValue;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Option;

/** {@code veth 'a', 'NS:b'}: a word for each kind of device that is made in pairs, each end where it belongs. */
public final class PairVerb extends Verb {
    private final Kind kind;

    public PairVerb(Kind kind) {
        super(entry(kind));
        this.kind = kind;
    }

    private static Entry entry(Kind kind) {
        String here = kind.prefix() + "1";
        String there = "br-" + here;
        Entry entry = Entry.of(kind.name(), "ensure " + kind.summary() + ", each in its namespace", Theme.NETWORK)
                .takes(
                        Parameter.required("a", Type.ENDPOINT, "DEV, NS:DEV, or a network namespace"),
                        Parameter.required("b", Type.ENDPOINT, "the other end, in the same form"))
                .takes(KindParameters.options(kind))
                .takes(Parameter.anyNamed(
                        Type.TEXT, "instead of the two: two namespaces by name and the device in each"));
        kind.example().ifPresent(e -> entry.example(KindVerb.example(kind)));
        return entry.example("both ends here", kind + " '" + here + "', '" + there + "'", kind.name())
                .example(
                        "one end in a namespace",
                        "netns 'a'\n" + kind + " 'a:" + here + "', '" + there + "'",
                        kind.name())
                .example(
                        "by namespace",
                        "netns 'mynetns'\n" + kind + " mynetns: '" + here + "', host: '" + there + "'",
                        kind.name())
                .example("eth0 in one to eth0 in the other", kind + "(netns('a'), netns('b'))", kind.name())
                .related("bridge", "links", "netns")
                .answers(LinkPair.class);
    }

    @Override
    public Object run(Call call) {
        Session session = call.session();
        Map<String, Object> options = new LinkedHashMap<>(call.named());
        options.keySet().removeIf(name -> kind.options(name).stream().noneMatch(Option::settable));
        if (call.size() == 2 && call.at(0) instanceof NamespaceValue a && call.at(1) instanceof NamespaceValue b) {
            return new Pairing(session, kind, options).between(a, b);
        }
        call.positional().stream()
                .filter(NamespaceValue.class::isInstance)
                .findFirst()
                .ifPresent(ns -> {
                    throw new NsxException(kind + " joins two devices or two namespaces")
                            .because(Texts.of(ns) + " is a namespace and the other end is a device")
                            .hint("say which device in it: '" + Texts.of(ns) + ":eth0'");
                });
        Pairing pairing = new Pairing(session, kind, options);
        return call.named().size() == options.size()
                ? pairing.ensure(Endpoint.parse(session, call.text(0)), Endpoint.parse(session, call.text(1)))
                : byNamespace(call, pairing, options);
    }

    private LinkPair byNamespace(Call call, Pairing pairing, Map<String, Object> options) {
        List<Endpoint> ends = call.named().entrySet().stream()
                .filter(e -> !options.containsKey(e.getKey()))
                .map(e -> Endpoint.in(call.session(), e.getKey(), Texts.of(e.getValue())))
                .toList();
        if (ends.size() != 2 || call.size() != 0) {
            throw new NsxException(kind + " joins two devices")
                    .hint(kind + " a: '" + kind.prefix() + "1', b: '" + kind.prefix() + "2'");
        }
        return pairing.ensure(ends.get(0), ends.get(1));
    }
}
