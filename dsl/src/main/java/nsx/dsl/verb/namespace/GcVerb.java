package nsx.dsl.verb.namespace;

import java.util.ArrayList;
import java.util.List;
import nsx.dsl.op.LeftoverOperations;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.shape.Table;
import nsx.dsl.value.namespace.LeftoverRow;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Theme;
import nsx.leftover.Leftover;

/**
 * {@code gc()}: removes unnamed leftovers of killed runs. A removal can leave an empty directory, which is then
 * removed too.
 */
public final class GcVerb extends Verb {
    private static final int ROUNDS = 5;

    private static final Parameter<Boolean> DRY = Parameter.flag("dry", "list the leftovers without removing them");

    public GcVerb() {
        super(Entry.of("gc", "end and remove what killed runs left behind and no name reaches", Theme.NAMESPACES)
                .rows(LeftoverRow.class)
                .takes(DRY)
                .example("list the leftovers", "gc(dry: true)")
                .related("namespaces", "delete")
                .asks()
                .answers(Table.class));
    }

    @Override
    public Object run(Call call) {
        LeftoverOperations operations = new LeftoverOperations(call.session());
        List<Leftover> found = operations.all();
        if (call.is(DRY)) {
            return LeftoverRow.table(found);
        }
        List<Leftover> removed = new ArrayList<>();
        for (int round = 0; !found.isEmpty() && round < ROUNDS; round++) {
            for (Leftover left : found) {
                call.session().change(List.of(operations.remove(left)));
                removed.add(left);
            }
            found = operations.all();
        }
        return LeftoverRow.table(removed);
    }
}
