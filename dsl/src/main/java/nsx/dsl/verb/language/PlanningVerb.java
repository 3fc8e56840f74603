package nsx.dsl.verb.language;

import nsx.dsl.error.NsxException;
import nsx.dsl.plan.Planner;
import nsx.dsl.session.Blocks;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;

/** A word that plans lines without executing them. */
abstract class PlanningVerb extends Verb {
    PlanningVerb(Entry entry) {
        super(entry);
    }

    /** The answer about the planned lines. */
    abstract Object told(Planner planner);

    @Override
    public final boolean hasScope() {
        return false;
    }

    @Override
    public final Object run(Call call) {
        if (call.block().isEmpty()) {
            throw new NsxException(name() + " needs a block with lines").hint("such as: " + name() + " { bridge br0 }");
        }
        return told(Planner.of(call.session())
                .during(() -> Blocks.run(call.session(), call.block().get())));
    }
}
