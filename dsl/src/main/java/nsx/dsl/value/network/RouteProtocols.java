package nsx.dsl.value.network;

import java.util.List;
import java.util.function.Supplier;
import nsx.rtnl.Route;

/** The origins of routes that have a name. */
public final class RouteProtocols implements Supplier<List<String>> {
    @Override
    public List<String> get() {
        return Route.protocols();
    }
}
