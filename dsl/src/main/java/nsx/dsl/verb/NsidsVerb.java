package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Call;
import nsx.dsl.Example;
import nsx.dsl.Theme;
import nsx.dsl.value.NsidValue;

/** {@code nsids()}: the numbers that this network namespace has for others. */
public final class NsidsVerb implements Listing {
    @Override
    public String name() {
        return "nsids";
    }

    @Override
    public String summary() {
        return "the numbers that this network namespace has for others";
    }

    @Override
    public Theme theme() {
        return Theme.NETWORK;
    }

    @Override
    public List<Example> examples() {
        return List.of(new Example("all", "nsids()"));
    }

    @Override
    public String peer() {
        return "ip netns list-id";
    }

    @Override
    public List<String> related() {
        return List.of("nsid", "netns");
    }

    @Override
    public Object run(Call call) {
        return NsidValue.all(call.session(), call.context());
    }
}
