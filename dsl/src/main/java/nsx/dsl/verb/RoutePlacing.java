package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Call;
import nsx.dsl.Parameter;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.op.RouteOperations.Place;
import nsx.dsl.value.RouteValue;

/** A word that makes a route and says where it goes among those to the same network. */
interface RoutePlacing extends Verb {
    Place place();

    @Override
    default Theme theme() {
        return Theme.NETWORK;
    }

    @Override
    default List<Parameter> parameters() {
        return RouteVerb.options();
    }

    @Override
    default List<String> related() {
        return List.of("route", "routes");
    }

    @Override
    default Class<?> result() {
        return RouteValue.class;
    }

    @Override
    default Object run(Call call) {
        return RouteVerb.place(call, place());
    }
}
