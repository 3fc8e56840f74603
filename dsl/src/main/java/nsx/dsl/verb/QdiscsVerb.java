package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Call;
import nsx.dsl.Example;
import nsx.dsl.Theme;
import nsx.dsl.value.QdiscValue;

/** {@code qdiscs()}: the queueing disciplines of the devices of the current network namespace. */
public final class QdiscsVerb implements Listing {
    @Override
    public String name() {
        return "qdiscs";
    }

    @Override
    public String summary() {
        return "how the devices of this network namespace send";
    }

    @Override
    public Theme theme() {
        return Theme.NETWORK;
    }

    @Override
    public List<Example> examples() {
        return List.of(new Example("all", "qdiscs()"));
    }

    @Override
    public String peer() {
        return "tc qdisc";
    }

    @Override
    public List<String> related() {
        return List.of("qdisc", "links");
    }

    @Override
    public Object run(Call call) {
        return QdiscValue.all(call.session(), call.context());
    }
}
