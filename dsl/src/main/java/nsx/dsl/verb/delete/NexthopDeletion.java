package nsx.dsl.verb.delete;

import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.op.route.NexthopOperations;
import nsx.dsl.session.Call;
import nsx.dsl.word.Reader;

/** Deletes a next hop: {@code delete nexthop: 7}. */
final class NexthopDeletion implements DescribedDeletion {
    private static final Reader<Long> NUMBER = Reader.number(1, 0xffffffffL);

    @Override
    public String kind() {
        return "nexthop";
    }

    @Override
    public Operation operation(Call call, Object which) {
        String text = Texts.of(which);
        NexthopOperations operations = new NexthopOperations(call.here());
        return operations.delete(NUMBER.read(text)
                .flatMap(operations::find)
                .orElseThrow(() -> new NsxException("there is no next hop " + text)
                        .at(text)
                        .hint("see nexthops()")));
    }
}
