package nsx.dsl.verb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nsx.dsl.BlockWord;
import nsx.dsl.Blocks;
import nsx.dsl.Call;
import nsx.dsl.Devices;
import nsx.dsl.Entry;
import nsx.dsl.Parameter;
import nsx.dsl.Parameter.Type;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.scope.LinkPlan;
import nsx.dsl.scope.LinkScope;
import nsx.dsl.value.LinkName;
import nsx.dsl.value.LinkValue;
import nsx.rtnl.kind.Kind;

/** {@code bridge br0 { … }}, {@code vxlan 'vx0', id: 10}: one word for each kind of device, made from the kind's table. */
public final class KindVerb extends Verb {
    private final Kind kind;
    private List<Parameter<?>> parameters;

    public KindVerb(Kind kind) {
        super(Entry.of(kind.name(), "ensure " + kind.summary(), Theme.NETWORK)
                .example(KindExamples.of(kind))
                .related("link", "links", "address")
                .answers(LinkValue.class));
        this.kind = kind;
    }

    /** Made when they are asked for: there are many kinds with many options, and few are used. */
    @Override
    public List<Parameter<?>> parameters() {
        if (parameters == null) {
            parameters = fromTable();
        }
        return parameters;
    }

    private List<Parameter<?>> fromTable() {
        List<Parameter<?>> all = new ArrayList<>();
        all.add(Parameter.required("name", Type.NEW_LINK, "the device's name, 1 to 15 bytes"));
        all.addAll(KindParameters.named(kind));
        all.add(Parameter.block("options as words, port, address, master, altname, up(), down()"));
        return all;
    }

    @Override
    public List<BlockWord> blockWords() {
        return KindParameters.block(kind);
    }

    @Override
    public Object run(Call call) {
        String name = LinkName.check(call.text(0));
        LinkScope wanted = new LinkScope(kind);
        for (Map.Entry<String, Object> option : call.named().entrySet()) {
            wanted.accept(option.getKey(), option.getValue());
        }
        call.block().ifPresent(block -> Blocks.run(block, wanted));
        LinkPlan plan = new LinkPlan(call.session(), kind, name, wanted);
        call.session().change(plan.operations(), plan.written());
        return new LinkValue(call.session(), call.context(), Devices.get(call.session(), call.context(), name));
    }
}
