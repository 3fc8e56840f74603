package nsx.dsl.verb.network;

import nsx.dsl.op.network.RouteOperations.Place;

/** {@code route.append '10.9.0.0/16', via: '10.0.0.2'}, as ip-route(8) does; IPv6 makes it a further way of the same route. */
public final class RouteAppendVerb extends RoutePlacing {
    public RouteAppendVerb() {
        super(
                "append",
                "add a route behind others to the same network with the same metric",
                "a second way for when the first is gone",
                Place.LAST);
    }
}
