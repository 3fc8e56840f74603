package nsx.dsl.verb.delete;

import java.util.Optional;
import java.util.regex.Pattern;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.op.route.NexthopOperations;
import nsx.dsl.session.Call;

/** Deletes a next hop: {@code delete nexthop: 7}. */
final class NexthopDeletion implements DescribedDeletion {
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,9}");

    @Override
    public String kind() {
        return "nexthop";
    }

    @Override
    public Operation operation(Call call, Object which) {
        String text = Texts.of(which);
        NexthopOperations operations = new NexthopOperations(call.here());
        return operations.delete(Optional.of(text)
                .filter(number -> NUMBER.matcher(number).matches())
                .flatMap(number -> operations.find(Long.parseLong(number)))
                .orElseThrow(() -> new NsxException("there is no next hop " + text)
                        .at(text)
                        .hint("see nexthops()")));
    }
}
