package nsx.dsl.verb;

import nsx.dsl.op.RouteOperations.Place;

/** {@code route.replace '10.9.0.0/16', via: '10.0.0.2'}, as ip-route(8) does. */
public final class RouteReplaceVerb extends RoutePlacing {
    public RouteReplaceVerb() {
        super(
                "replace",
                "put a route in the place of the one to the same network with the same metric",
                "another gateway",
                Place.INSTEAD);
    }
}
