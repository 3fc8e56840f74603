package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Call;
import nsx.dsl.Devices;
import nsx.dsl.Example;
import nsx.dsl.Parameter;
import nsx.dsl.Parameter.Type;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.value.LinkValue;

/** {@code link 'eth0'}: one device that exists. */
public final class LinkVerb implements Verb {
    @Override
    public String name() {
        return "link";
    }

    @Override
    public String summary() {
        return "one device of the current network namespace, to look at and to change";
    }

    @Override
    public Theme theme() {
        return Theme.NETWORK;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.required("name", Type.LINK, "its name or another name of it"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("set it up", "link('lo').up()"),
                new Example("set a property", "link('lo').mtu = 1400"),
                new Example("a bare word does where the name allows it", "lo.up()\nlo.state"));
    }

    @Override
    public String peer() {
        return "ip -details link show eth0";
    }

    @Override
    public List<String> related() {
        return List.of("links", "veth", "bridge");
    }

    @Override
    public boolean passesThrough() {
        return true;
    }

    @Override
    public Class<?> result() {
        return LinkValue.class;
    }

    @Override
    public Object run(Call call) {
        return new LinkValue(call.session(), call.context(), Devices.get(call.session(), call.context(), call.text(0)));
    }
}
