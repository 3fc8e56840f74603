package nsx.dsl.value.link;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Kinds;

/** The properties that devices have beyond their getters: the options of every kind and of its ports, and keys. */
final class LinkOptions implements Supplier<Set<String>> {
    @Override
    public Set<String> get() {
        Set<String> all = new HashSet<>(WireguardKeys.NAMES);
        for (Kind kind : Kinds.ALL) {
            Stream.of(Optional.of(kind), Kinds.portOf(kind.kernelName()))
                    .flatMap(Optional::stream)
                    .flatMap(k -> k.options().stream())
                    .forEach(o -> all.add(o.name()));
        }
        return all;
    }
}
