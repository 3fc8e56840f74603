package nsx.dsl.verb.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.op.link.Endpoint;
import nsx.dsl.op.link.LinkProperty;
import nsx.dsl.remote.FarCable;
import nsx.dsl.scope.LinkScope;
import nsx.dsl.scope.PairScope;
import nsx.dsl.session.Blocks;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.value.link.KindParameters;
import nsx.dsl.value.link.LinkPair;
import nsx.dsl.value.namespace.NamespaceValue;
import nsx.dsl.word.BlockWord;
import nsx.dsl.word.Mistake;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Option;
import nsx.rtnl.kind.Veth;

/** {@code veth 'a', 'NS:b'}: a word for each kind of device pair, with each end in its own place. */
public final class PairVerb extends Verb {
    private static final Parameter<Object> A =
            Parameter.required("a", Reader.any(Type.ENDPOINT), "DEV, NS:DEV, or a network namespace");
    private static final Parameter<Object> B =
            Parameter.required("b", Reader.any(Type.ENDPOINT), "the other end, in the same form");
    private static final Parameter<String> ENDS =
            Parameter.anyNamed(Reader.text(), "instead of two ends: two namespaces by name, with the device in each");

    private static final Parameter<Object> BLOCK =
            Parameter.block("options of both ends as words, or of one in a block with its name");

    private final Kind kind;
    private List<BlockWord> words;

    public PairVerb(Kind kind) {
        super(entry(kind));
        this.kind = kind;
    }

    private static Entry entry(Kind kind) {
        String here = kind.prefix() + "1";
        String there = "br-" + here;
        Entry entry = Entry.of(kind.name(), "ensure " + kind.summary() + ", each in its namespace", Theme.NETWORK)
                .takes(A, B)
                .takes(() -> KindParameters.named(kind))
                .takes(ENDS)
                .takes(BLOCK);
        kind.example().ifPresent(e -> entry.example(KindVerb.example(kind)));
        return entry.example(
                        "options of both ends, and of one",
                        kind + "('p', 'q', mtu: 1400) {\n    p { up() }\n    q { alias 'the far end' }\n}",
                        kind.name())
                .example("both ends here", kind + " '" + here + "', '" + there + "'", kind.name())
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
        Map<String, String> ends = call.arguments().others(ENDS);
        Map<String, Object> options = new LinkedHashMap<>(call.arguments().options());
        options.keySet().removeAll(ends.keySet());
        Map<String, Object> properties = new LinkedHashMap<>(options);
        properties
                .keySet()
                .removeIf(name -> LinkProperty.named(name).isEmpty()
                        || kind.options(name).stream().anyMatch(Option::settable));
        options.keySet().removeAll(properties.keySet());
        Pairing pairing = new Pairing(session, kind, options, (a, b) -> wanted(call, properties, a, b));
        Object first = call.find(A).orElse(null);
        Object second = call.find(B).orElse(null);
        if (FarCable.isEnd(first) || FarCable.isEnd(second)) {
            return betweenHosts(call, first, second);
        }
        if (first instanceof NamespaceValue a && second instanceof NamespaceValue b) {
            return pairing.between(a, b);
        }
        Stream.of(first, second)
                .filter(NamespaceValue.class::isInstance)
                .findFirst()
                .ifPresent(ns -> {
                    throw new NsxException(kind + " joins two devices or two namespaces")
                            .because(Texts.of(ns) + " is a namespace and the other end is a device")
                            .hint("name the device in it: '" + Texts.of(ns) + ":eth0'");
                });
        if (first == null || second == null) {
            return byNamespace(call, pairing, ends);
        }
        if (!ends.isEmpty()) {
            List<String> known =
                    KindParameters.named(kind).stream().map(Parameter::name).toList();
            throw Mistake.unknown(kind.name(), ends.keySet().iterator().next(), known);
        }
        return pairing.ensure(Endpoint.parse(session, Texts.of(first)), Endpoint.parse(session, Texts.of(second)));
    }

    /** Ensures a cable between hosts: {@code veth 'h1/a:eth0', 'h2/b:eth0'}. */
    private Object betweenHosts(Call call, Object first, Object second) {
        boolean plain = call.block().isEmpty() && call.arguments().options().isEmpty() && second != null;
        if (kind != Veth.KIND || !plain) {
            throw new NsxException("a cable between hosts is a veth without options and block")
                    .because("it is a VXLAN, whose MTU follows from the network between the hosts")
                    .at(Texts.of(first))
                    .hint("set what else there is on each host: on('h1') { netns('a') { link('eth0').up() } }");
        }
        return FarCable.ensure(call.session(), Texts.of(first), Texts.of(second));
    }

    private PairScope wanted(Call call, Map<String, Object> properties, Endpoint a, Endpoint b) {
        PairScope scope = new PairScope(call.session(), kind, a, b, blockWords(), properties);
        call.block().ifPresent(block -> Blocks.run(call.session(), block, scope, blockWords()));
        return scope;
    }

    /** The block words of a device without ports. */
    @Override
    public List<BlockWord> blockWords() {
        if (words == null) {
            words = LinkScope.properties(kind);
        }
        return words;
    }

    private LinkPair byNamespace(Call call, Pairing pairing, Map<String, String> given) {
        if (given.size() != 2 || call.size() != 0) {
            throw new NsxException(kind + " joins two devices")
                    .hint(kind + " a: '" + kind.prefix() + "1', b: '" + kind.prefix() + "2'");
        }
        List<Endpoint> ends = given.entrySet().stream()
                .map(e -> Endpoint.in(call.session(), e.getKey(), e.getValue()))
                .toList();
        return pairing.ensure(ends.get(0), ends.get(1));
    }
}
