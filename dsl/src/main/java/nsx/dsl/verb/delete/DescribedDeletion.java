package nsx.dsl.verb.delete;

import java.util.List;
import nsx.dsl.change.Operation;
import nsx.dsl.session.Call;

/**
 * A deletion in one operation: several objects are looked up before the first is deleted, and all or none are
 * deleted.
 */
interface DescribedDeletion extends Deletion {
    /** The operations that delete the object; fails when it does not exist. */
    Operation operation(Call call, Object which);

    @Override
    default void check(Call call, Object which) {
        operation(call, which);
    }

    @Override
    default void delete(Call call, Object which) {
        deleteAll(call, List.of(which));
    }

    @Override
    default void deleteAll(Call call, List<?> which) {
        call.session().change(which.stream().map(one -> operation(call, one)).toList());
    }
}
