package nsx.dsl.verb.network;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import nsx.dsl.change.Operation;
import nsx.dsl.scope.LinkPlan;
import nsx.dsl.scope.LinkScope;
import nsx.dsl.session.Blocks;
import nsx.dsl.session.Call;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.unit.LinkName;
import nsx.dsl.value.link.KindParameters;
import nsx.dsl.value.link.LinkValue;
import nsx.dsl.word.BlockWord;
import nsx.dsl.word.Example;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.rtnl.kind.Kind;

/**
 * {@code bridge br0 { … }}, {@code vxlan 'vx0', id: 10}: a word for each kind of device, derived from the kind's
 * table.
 */
public final class KindVerb extends Verb {
    private static final Parameter<String> NAME =
            Parameter.required("name", Reader.text(Type.NEW_LINK), "the device's name, 1 to 15 bytes");

    private final Kind kind;
    private List<Parameter<?>> parameters;
    private List<BlockWord> words;

    public KindVerb(Kind kind) {
        super(Entry.of(kind.name(), "ensure " + kind.summary(), Theme.NETWORK)
                .example(example(kind))
                .related("link", "links", "address")
                .answers(LinkValue.class));
        this.kind = kind;
    }

    /** The example of a kind; it declares the kind as needed, because a kernel may lack it. */
    static Example example(Kind kind) {
        String plain = kind + " '" + kind + "0', mtu: 1400";
        return new Example("make " + kind.summary(), kind.example().orElse(plain), kind.name());
    }

    /** The parameters, built when they are first needed: there are many kinds with many options, and few are used. */
    @Override
    public List<Parameter<?>> parameters() {
        if (parameters == null) {
            parameters = fromTable();
        }
        return parameters;
    }

    private List<Parameter<?>> fromTable() {
        List<Parameter<?>> all = new ArrayList<>();
        all.add(NAME);
        all.addAll(KindParameters.named(kind));
        all.add(Parameter.block("options as words, port, address, master, altname, up(), down()"));
        return all;
    }

    @Override
    public List<BlockWord> blockWords() {
        if (words == null) {
            words = LinkScope.words(kind);
        }
        return words;
    }

    @Override
    public Object run(Call call) {
        String name = LinkName.check(call.get(NAME));
        LinkScope wanted = new LinkScope(kind, blockWords(), call.arguments().options());
        call.block().ifPresent(block -> Blocks.run(call.session(), block, wanted, blockWords()));
        Map<Operation, StackTraceElement> written = new IdentityHashMap<>();
        call.session()
                .ensure(
                        () -> new LinkPlan(call.session(), kind, name, wanted, written).operations(),
                        written,
                        () -> LinkPlan.check(call.here(), kind, name, wanted));
        return new LinkValue(call.here(), Devices.get(call.here(), name));
    }
}
