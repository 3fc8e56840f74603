package nsx.dsl.why.across;

import java.util.List;
import java.util.Optional;
import nsx.dsl.why.LiveWorld;
import nsx.dsl.why.NetState;

/** The namespaces of this machine. */
record LocalPart(LiveWorld world) implements Part {
    @Override
    public boolean has(NetState net) {
        return world.seen().stream().anyMatch(s -> s == net);
    }

    @Override
    public List<NetState> all() {
        return world.all();
    }

    @Override
    public Optional<NetState> numbered(NetState here, int nsid) {
        return world.numbered(here, nsid);
    }
}
