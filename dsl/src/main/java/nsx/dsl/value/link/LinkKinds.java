package nsx.dsl.value.link;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Kinds;

/** The kinds that a device can have. */
public final class LinkKinds implements Supplier<List<String>> {
    @Override
    public List<String> get() {
        return Stream.concat(Kinds.ALL.stream().map(Kind::name), Stream.of("loopback", "physical"))
                .toList();
    }
}
