package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Example;
import nsx.dsl.op.RouteOperations.Place;

/** {@code route.prepend '10.9.0.0/16', via: '10.0.0.2'}, as ip-route(8) does. */
public final class RoutePrependVerb implements RoutePlacing {
    @Override
    public String name() {
        return "route.prepend";
    }

    @Override
    public String summary() {
        return "add a route before others to the same network with the same metric";
    }

    @Override
    public List<Example> examples() {
        return List.of(new Example(
                "before the one that is there",
                "veth 'veth1', 'veth2'\naddress '10.0.0.11/24', dev: 'veth1'\nveth1.up()\nveth2.up()\n"
                        + "route '10.9.0.0/16', via: '10.0.0.1'\nroute.prepend '10.9.0.0/16', via: '10.0.0.2'"));
    }

    @Override
    public Place place() {
        return Place.FIRST;
    }
}
