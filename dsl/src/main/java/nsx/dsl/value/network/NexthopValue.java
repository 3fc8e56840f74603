package nsx.dsl.value.network;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import nsx.dsl.op.route.NexthopOperations;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Here;
import nsx.dsl.shape.Holds;
import nsx.dsl.shape.Holds.Content;
import nsx.dsl.shape.MoreFacts;
import nsx.dsl.shape.Table;
import nsx.rtnl.NextHop;

/** A next-hop object at the time when it was read. */
@MoreFacts(NexthopValue.Known.class)
public final class NexthopValue extends Described {
    /** The facts of a next hop, which are also the columns of the next hops' table. */
    public static final List<String> FACTS = List.of("id", "via", "dev", "group");

    private final Here here;
    private final NextHop hop;
    private final DeviceNames names;

    public NexthopValue(Here here, NextHop hop, DeviceNames names) {
        super(FACTS);
        this.here = here;
        this.hop = hop;
        this.names = names;
    }

    /** The next-hop objects of a network namespace, by number. */
    public static Table<NexthopValue> all(Here here) {
        DeviceNames names = DeviceNames.of(here);
        List<NexthopValue> rows = NexthopOperations.all(here).stream()
                .map(h -> new NexthopValue(here, h, names))
                .toList();
        return table(FACTS, rows, Set.of());
    }

    /** The number by which routes refer to the next hop. */
    public long getId() {
        return hop.id();
    }

    /** The gateway; null without one. */
    @Holds(Content.ADDRESS)
    public String getVia() {
        return (String) fact("via");
    }

    /** The outgoing device; null for a group. */
    @Holds(Content.DEVICE)
    public String getDev() {
        return names.find(hop.dev()).orElse(null);
    }

    /** The members of a group in the form of ip-nexthop(8), such as {@code 7,3/8}; null for a single next hop. */
    public String getGroup() {
        return (String) fact("group");
    }

    /** Deletes the next hop with the routes through it; fails if it no longer exists. */
    @Override
    public void delete() {
        here.session().change(List.of(new NexthopOperations(here).delete(hop)));
    }

    @Override
    protected Map<String, Object> reading() {
        return NexthopOperations.facts(hop);
    }

    @Override
    protected List<String> known() {
        return NexthopOperations.FACTS;
    }

    @Override
    public String toString() {
        return getId()
                + (getGroup() != null ? " group " + getGroup() : "")
                + (getVia() != null ? " via " + getVia() : "")
                + (getDev() != null ? " dev " + getDev() : "");
    }

    /** The facts that only some next hops have. */
    static final class Known implements Supplier<List<String>> {
        @Override
        public List<String> get() {
            return NexthopOperations.FACTS;
        }
    }
}
