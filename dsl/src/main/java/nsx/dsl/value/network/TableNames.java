package nsx.dsl.value.network;

import java.util.List;
import java.util.function.Supplier;
import nsx.dsl.op.route.RoutingTable;

/** The names of routing tables that every kernel has. */
public final class TableNames implements Supplier<List<String>> {
    @Override
    public List<String> get() {
        return RoutingTable.names();
    }
}
