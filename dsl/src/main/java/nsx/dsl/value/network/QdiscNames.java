package nsx.dsl.value.network;

import java.util.List;
import java.util.function.Supplier;
import nsx.rtnl.Qdisc;

/** The kinds of qdisc. One that a BPF program makes has another name, and is found by a pattern. */
public final class QdiscNames implements Supplier<List<String>> {
    @Override
    public List<String> get() {
        return Qdisc.KINDS;
    }
}
