package nsx.dsl.value.network;

import java.util.List;
import java.util.function.Supplier;
import nsx.rtnl.TrafficFilter;

/** The kinds of classifier that a filter of a qdisc can be. */
public final class ClassifierNames implements Supplier<List<String>> {
    @Override
    public List<String> get() {
        return TrafficFilter.KINDS;
    }
}
