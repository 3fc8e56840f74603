package nsx.dsl.verb;

import java.util.List;
import java.util.Optional;
import nsx.dsl.Call;
import nsx.dsl.Devices;
import nsx.dsl.Example;
import nsx.dsl.Parameter;
import nsx.dsl.Parameter.Type;
import nsx.dsl.Theme;
import nsx.dsl.value.Endpoint;
import nsx.dsl.value.NeighbourValue;

/** {@code neighbours()}: the ARP and neighbour discovery tables of the current network namespace. */
public final class NeighboursVerb implements Listing {
    @Override
    public String name() {
        return "neighbours";
    }

    @Override
    public String summary() {
        return "which MAC address has which IP address on the devices here";
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
        return List.of(new Example("all", "neighbours()"));
    }

    @Override
    public List<String> aliases() {
        return List.of("neighbors");
    }

    @Override
    public String peer() {
        return "ip neighbour";
    }

    @Override
    public List<String> related() {
        return List.of("neighbour", "fdb");
    }

    @Override
    public Object run(Call call) {
        Optional<Endpoint> place = call.textOption("dev").map(text -> Endpoint.parse(call.session(), text));
        return NeighbourValue.all(
                call.session(),
                place.map(Endpoint::context).orElse(call.context()),
                place.map(p ->
                        Devices.get(call.session(), p.context(), p.device()).name()));
    }
}
