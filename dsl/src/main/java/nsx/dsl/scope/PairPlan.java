package nsx.dsl.scope;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nsx.dsl.change.Operation;
import nsx.dsl.session.Session;
import nsx.rtnl.kind.Kind;

/**
 * The operations that bring the two ends of a pair to the state of a block, for existing ends and for ends about to
 * be created.
 */
public record PairPlan(Session session, Kind kind, PairScope wanted) {
    /** @param written receives the line of the block that requested each operation */
    public List<Operation> operations(Map<Operation, StackTraceElement> written) {
        List<Operation> all = new ArrayList<>();
        wanted.ends().forEach((end, scope) -> {
            if (!scope.isEmpty()) {
                all.addAll(new LinkPlan(session.here(end.context()), kind, end.device(), scope, written).ofMade());
            }
        });
        return all;
    }
}
