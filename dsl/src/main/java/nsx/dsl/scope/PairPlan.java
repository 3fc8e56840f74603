package nsx.dsl.scope;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nsx.dsl.change.Operation;
import nsx.dsl.session.Session;
import nsx.rtnl.kind.Kind;

/** The operations that give the two ends of a pair what a block wants of them, whether they are there or are about to be made. */
public record PairPlan(Session session, Kind kind, PairScope wanted) {
    /** @param written gets by operation the line of the block that asked for it */
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
