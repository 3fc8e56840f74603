package nsx.dsl.verb.network;

import nsx.dsl.op.network.RouteOperations;
import nsx.dsl.op.network.RouteOperations.Place;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.network.RouteValue;
import nsx.dsl.word.Theme;

/** A word that makes a route and says where it goes among those to the same network, as ip-route(8) does. */
abstract class RoutePlacing extends Verb {
    private final Place place;

    /**
     * @param word what stands behind {@code route.}
     * @param shows what it does to a route to the same network that is there
     */
    RoutePlacing(String word, String summary, String shows, Place place) {
        super(Entry.of("route." + word, summary, Theme.NETWORK)
                .takes(RouteOperations.PARAMETERS)
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
    public final Object run(Call call) {
        return RouteVerb.place(call, place);
    }
}
