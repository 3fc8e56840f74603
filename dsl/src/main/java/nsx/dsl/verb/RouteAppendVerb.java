package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Example;
import nsx.dsl.op.RouteOperations.Place;

/** {@code route.append '10.9.0.0/16', via: '10.0.0.2'}, as ip-route(8) does; IPv6 makes it a further way of the same route. */
public final class RouteAppendVerb implements RoutePlacing {
    @Override
    public String name() {
        return "route.append";
    }

    @Override
    public String summary() {
        return "add a route behind others to the same network with the same metric";
    }

    @Override
    public List<Example> examples() {
        return List.of(new Example(
                "a second way for when the first is gone",
                "veth 'veth1', 'veth2'\naddress '10.0.0.11/24', dev: 'veth1'\nveth1.up()\nveth2.up()\n"
                        + "route '10.9.0.0/16', via: '10.0.0.1'\nroute.append '10.9.0.0/16', via: '10.0.0.2'"));
    }

    @Override
    public Place place() {
        return Place.LAST;
    }
}
