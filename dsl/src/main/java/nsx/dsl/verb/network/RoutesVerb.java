package nsx.dsl.verb.network;

import java.util.List;
import nsx.dsl.op.route.RoutingTable;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.network.RouteValue;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;

/** {@code routes(table: 'all')}: the routes of the current network namespace. */
public final class RoutesVerb extends Verb {
    private static final Parameter<Object> TABLE = Parameter.named(
                    "table", Reader.any(Type.CHOICE), "a number or a name")
            .among(List.of("main", "local", "default", "all"))
            .otherwise("main");

    public RoutesVerb() {
        super(Entry.listing("routes", "the routes of this network namespace, IPv4 and IPv6", Theme.NETWORK)
                .rows(RouteValue.class, RouteValue.COLUMNS)
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
            return RouteValue.all(call.here(), any -> true);
        }
        int number = RoutingTable.number(table);
        return RouteValue.all(call.here(), t -> t == number);
    }
}
