package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Call;
import nsx.dsl.Example;
import nsx.dsl.Parameter;
import nsx.dsl.Theme;
import nsx.dsl.value.RouteValue;
import nsx.dsl.value.RoutingTable;

/** {@code routes(table: 'all')}: the routes of the current network namespace. */
public final class RoutesVerb implements Listing {
    @Override
    public String name() {
        return "routes";
    }

    @Override
    public String summary() {
        return "the routes of this network namespace, IPv4 and IPv6";
    }

    @Override
    public Theme theme() {
        return Theme.NETWORK;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.choice("table", "a number or a name; main unless told", "main", "local", "default", "all"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("the main table", "routes()"), new Example("every table", "lo.up()\nroutes(table: 'all')"));
    }

    @Override
    public String peer() {
        return "ip route";
    }

    @Override
    public List<String> related() {
        return List.of("route", "route.get", "rules");
    }

    @Override
    public Object run(Call call) {
        Object table = call.option("table").orElse("main");
        if ("all".equals(String.valueOf(table))) {
            return RouteValue.all(call.session(), call.context(), any -> true);
        }
        int number = RoutingTable.number(table);
        return RouteValue.all(call.session(), call.context(), t -> t == number);
    }
}
