package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Call;
import nsx.dsl.Example;
import nsx.dsl.Parameter;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.op.RouteOperations.Place;
import nsx.dsl.value.RouteValue;

/** {@code route.prepend '10.9.0.0/16', via: '10.0.0.2'}, as ip-route(8) does. */
public final class RoutePrependVerb implements Verb {
    @Override
    public String name() {
        return "route.prepend";
    }

    @Override
    public String summary() {
        return "add a route before others to the same network with the same metric";
    }

    @Override
    public Theme theme() {
        return Theme.NETWORK;
    }

    @Override
    public List<Parameter> parameters() {
        return RouteVerb.options();
    }

    @Override
    public List<Example> examples() {
        return List.of(new Example(
                "before the one that is there",
                "veth 'veth1', 'veth2'\naddress '10.0.0.11/24', dev: 'veth1'\nveth1.up()\nveth2.up()\n"
                        + "route '10.9.0.0/16', via: '10.0.0.1'\nroute.prepend '10.9.0.0/16', via: '10.0.0.2'"));
    }

    @Override
    public List<String> related() {
        return List.of("route", "routes");
    }

    @Override
    public Class<?> result() {
        return RouteValue.class;
    }

    @Override
    public Object run(Call call) {
        return RouteVerb.place(call, Place.FIRST);
    }
}
