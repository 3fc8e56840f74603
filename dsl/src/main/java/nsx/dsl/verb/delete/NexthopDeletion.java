package nsx.dsl.verb.delete;

import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.op.route.NexthopOperations;
import nsx.dsl.session.Call;

/** Deletes a next hop: {@code delete nexthop: 7}. */
final class NexthopDeletion implements DescribedDeletion {
    @Override
    public String kind() {
        return "nexthop";
    }

    @Override
    public Operation operation(Call call, Object which) {
        String text = Texts.of(which);
        NexthopOperations operations = new NexthopOperations(call.here());
        return operations.delete(NexthopOperations.all(call.here()).stream()
                .filter(h -> Long.toString(h.id()).equals(text))
                .findFirst()
                .orElseThrow(() -> new NsxException("there is no next hop " + text)
                        .at(text)
                        .hint("see nexthops()")));
    }
}
