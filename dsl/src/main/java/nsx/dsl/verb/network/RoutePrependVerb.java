package nsx.dsl.verb.network;

import nsx.dsl.op.network.RouteOperations.Place;

/** {@code route.prepend '10.9.0.0/16', via: '10.0.0.2'}, as ip-route(8) does. */
public final class RoutePrependVerb extends RoutePlacing {
    public RoutePrependVerb() {
        super(
                "prepend",
                "add a route before others to the same network with the same metric",
                "before the one that is there",
                Place.FIRST);
    }
}
