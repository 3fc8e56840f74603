package nsx.dsl.verb;

import java.util.List;
import java.util.Optional;
import nsx.dsl.Call;
import nsx.dsl.Devices;
import nsx.dsl.Example;
import nsx.dsl.Parameter;
import nsx.dsl.Parameter.Type;
import nsx.dsl.Theme;
import nsx.dsl.value.AddressValue;
import nsx.dsl.value.Endpoint;

/** {@code addresses(dev: 'veth1')}: the addresses of the current network namespace. */
public final class AddressesVerb implements Listing {
    @Override
    public String name() {
        return "addresses";
    }

    @Override
    public String summary() {
        return "the addresses of this network namespace";
    }

    @Override
    public Theme theme() {
        return Theme.NETWORK;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.named("dev", Type.LINK, "only those of this device"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("all", "lo.up()\naddresses()"), new Example("of one device", "addresses(dev: 'lo')"));
    }

    @Override
    public String peer() {
        return "ip address";
    }

    @Override
    public List<String> related() {
        return List.of("address", "links");
    }

    @Override
    public Object run(Call call) {
        Optional<Endpoint> place = call.textOption("dev").map(text -> Endpoint.parse(call.session(), text));
        return AddressValue.all(
                call.session(),
                place.map(Endpoint::context).orElse(call.context()),
                place.map(p ->
                        Devices.get(call.session(), p.context(), p.device()).name()));
    }
}
