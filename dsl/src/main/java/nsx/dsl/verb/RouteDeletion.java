package nsx.dsl.verb;

import java.util.List;
import java.util.stream.Collectors;
import nsx.dsl.Call;
import nsx.dsl.NsxException;
import nsx.dsl.Operation;
import nsx.dsl.Options;
import nsx.dsl.Parameter;
import nsx.dsl.Texts;
import nsx.dsl.op.RouteOperations;

/** {@code delete route: 'default', metric: 10}: the first that has all that is said. */
final class RouteDeletion implements DescribedDeletion {
    @Override
    public String kind() {
        return "route";
    }

    @Override
    public List<Parameter<?>> options() {
        return RouteVerb.options().stream().filter(p -> !p.isPositional()).toList();
    }

    @Override
    public Operation operation(Call call, Object which) {
        String destination = Texts.of(which);
        RouteOperations operations = new RouteOperations(call.session(), call.context());
        Options options = new Options("delete route", Options.of(call, "route").values())
                .only(RouteOperations.OPTIONS.toArray(String[]::new));
        return operations.delete(operations
                .find(destination, options)
                .orElseThrow(() -> new NsxException("there is no route " + destination + said(options))
                        .at(destination)
                        .hint("see routes(table: 'all')")));
    }

    private static String said(Options options) {
        return options.values().isEmpty()
                ? ""
                : options.values().entrySet().stream()
                        .map(e -> e.getKey() + ": " + Texts.of(e.getValue()))
                        .collect(Collectors.joining(", ", " of ", ""));
    }
}
