package nsx.dsl.verb.network;

import nsx.dsl.op.route.RouteOperations;
import nsx.dsl.op.route.RouteOperations.Place;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.network.RouteValue;
import nsx.dsl.word.Theme;

/**
 * {@code route.append '10.9.0.0/16', via: '10.0.0.2'}: places a route among those to the same network, as ip-route(8)
 * does.
 */
public final class RoutePlacing extends Verb {
    /** Appends a route; for IPv6 it becomes a further hop of the existing one. */
    public static final RoutePlacing APPEND = new RoutePlacing(
            "append",
            "add a route after the others to the same network with the same metric",
            "a second route, used when the first is gone",
            Place.LAST);

    public static final RoutePlacing PREPEND = new RoutePlacing(
            "prepend",
            "add a route before the others to the same network with the same metric",
            "a route before an existing one",
            Place.FIRST);
    /** Replaces a route; missing attributes are not kept. */
    public static final RoutePlacing REPLACE = new RoutePlacing(
            "replace", "replace the route to the same network with the same metric", "another gateway", Place.INSTEAD);

    /** As {@link #REPLACE}, but never creates a route. */
    public static final RoutePlacing CHANGE = new RoutePlacing(
            "change",
            "replace an existing route to the same network with the same metric; fails when there is none",
            "another gateway, never a new route",
            Place.CHANGED);

    private final Place place;

    /**
     * @param word the part after {@code route.}
     * @param shows the effect on an existing route to the same network
     */
    private RoutePlacing(String word, String summary, String shows, Place place) {
        super(Entry.of("route." + word, summary, Theme.NETWORK)
                .takes(() -> RouteOperations.PARAMETERS)
                .example(
                        shows,
                        "veth 'veth1', 'veth2'\naddress '10.0.0.11/24', dev: 'veth1'\nveth1.up()\nveth2.up()\n"
                                + "route '10.9.0.0/16', via: '10.0.0.1'\nroute." + word
                                + " '10.9.0.0/16', via: '10.0.0.2'")
                .related("route", "routes")
                .answers(RouteValue.class));
        this.place = place;
    }

    @Override
    public Object run(Call call) {
        return RouteVerb.place(call, place);
    }
}
