package nsx.dsl.verb.delete;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.op.route.RouteOperations;
import nsx.dsl.session.Call;
import nsx.dsl.word.Parameter;

/** Deletes the first route that matches all options: {@code delete route: 'default', metric: 10}. */
final class RouteDeletion implements DescribedDeletion {
    @Override
    public String kind() {
        return "route";
    }

    @Override
    public List<Parameter<?>> options() {
        return RouteOperations.OPTIONS;
    }

    @Override
    public Operation operation(Call call, Object which) {
        String destination = Texts.of(which);
        RouteOperations operations = new RouteOperations(call.here());
        return operations.delete(operations
                .find(destination, call.arguments())
                .orElseThrow(() -> new NsxException("there is no route " + destination + said(call))
                        .at(destination)
                        .hint("see routes(table: 'all')")));
    }

    private static String said(Call call) {
        Map<String, Object> options = new LinkedHashMap<>(call.arguments().written());
        options.remove("route");
        return options.isEmpty()
                ? ""
                : options.entrySet().stream()
                        .map(e -> e.getKey() + ": " + Texts.of(e.getValue()))
                        .collect(Collectors.joining(", ", " of ", ""));
    }
}
