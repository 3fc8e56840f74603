package nsx.dsl.verb.delete;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.op.firewall.ConntrackOperations;
import nsx.dsl.session.Call;
import nsx.dsl.shape.Table;
import nsx.dsl.value.firewall.TrackedRow;
import nsx.dsl.word.Parameter.Type;

/**
 * Deletes tracked connections, all that {@code conntrack} lists with these options: {@code delete conntrack: [from:
 * '10.0.0.11']}.
 */
final class ConntrackDeletion implements Deletion {
    @Override
    public String kind() {
        return "conntrack";
    }

    @Override
    public Type type() {
        return Type.MAP;
    }

    @Override
    public void check(Call call, Object which) {
        if (rows(call, which).isEmpty()) {
            throw new NsxException("no tracked connection has " + text(which)).hint("see conntrack()");
        }
    }

    private static String text(Object which) {
        return ((Map<?, ?>) which)
                .entrySet().stream()
                        .map(e -> e.getKey() + ": " + Texts.of(e.getValue()))
                        .collect(Collectors.joining(", "));
    }

    /** Deletes the connections; it is not an error if the kernel has already deleted one. */
    @Override
    public void delete(Call call, Object which) {
        call.session().ensure(() -> operations(call, which));
    }

    private static List<Operation> operations(Call call, Object which) {
        ConntrackOperations operations = new ConntrackOperations(call.here());
        return rows(call, which).stream()
                .map(row -> operations.forget(row.connection()))
                .toList();
    }

    private static Table<TrackedRow> rows(Call call, Object which) {
        if (!(which instanceof Map<?, ?> wanted) || wanted.isEmpty()) {
            throw new NsxException("delete conntrack: takes columns and what they have")
                    .hint("such as: delete conntrack: [from: '10.0.0.11']");
        }
        @SuppressWarnings("unchecked")
        Map<String, Object> columns = (Map<String, Object>) wanted;
        return TrackedRow.all(call.here()).where(columns);
    }
}
