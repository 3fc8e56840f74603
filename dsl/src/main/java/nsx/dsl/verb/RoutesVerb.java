package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Call;
import nsx.dsl.Entry;
import nsx.dsl.Parameter;
import nsx.dsl.Parameter.Type;
import nsx.dsl.Reader;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.value.RouteValue;
import nsx.dsl.value.RoutingTable;

/** {@code routes(table: 'all')}: the routes of the current network namespace. */
public final class RoutesVerb extends Verb {
    private static final Parameter<Object> TABLE = Parameter.named(
                    "table", Reader.any(Type.CHOICE), "a number or a name")
            .among(List.of("main", "local", "default", "all"))
            .otherwise("main");

    public RoutesVerb() {
        super(Entry.listing("routes", "the routes of this network namespace, IPv4 and IPv6", Theme.NETWORK)
                .takes(TABLE)
                .example("the main table", "routes()")
                .example("every table", "lo.up()\nroutes(table: 'all')")
                .peer("ip route")
                .related("route", "route.get", "rules"));
    }

    @Override
    public Object run(Call call) {
        Object table = call.get(TABLE);
        if ("all".equals(String.valueOf(table))) {
            return RouteValue.all(call.session(), call.context(), any -> true);
        }
        int number = RoutingTable.number(table);
        return RouteValue.all(call.session(), call.context(), t -> t == number);
    }
}
