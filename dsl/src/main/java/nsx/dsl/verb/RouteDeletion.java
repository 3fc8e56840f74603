package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Call;
import nsx.dsl.NsxException;
import nsx.dsl.Options;
import nsx.dsl.Parameter;
import nsx.dsl.Texts;
import nsx.dsl.op.RouteOperations;

/** {@code delete route: 'default', metric: 10}: the first that has all that is said. */
final class RouteDeletion implements Deletion {
    @Override
    public String kind() {
        return "route";
    }

    @Override
    public List<Parameter> options() {
        return RouteVerb.options().stream().filter(p -> !p.isPositional()).toList();
    }

    @Override
    public void delete(Call call, Object which) {
        String destination = Texts.of(which);
        RouteOperations operations = new RouteOperations(call.session(), call.context());
        Options options = new Options("delete route", Options.of(call, "route").values())
                .only(RouteOperations.OPTIONS.toArray(String[]::new));
        call.session()
                .change(List.of(operations.delete(operations
                        .find(destination, options)
                        .orElseThrow(() -> new NsxException("there is no route " + destination
                                        + (options.values().isEmpty() ? "" : " with " + options.values()))
                                .at(destination)
                                .hint("see routes(table: 'all')")))));
    }
}
