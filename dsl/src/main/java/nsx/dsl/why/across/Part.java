package nsx.dsl.why.across;

import java.util.List;
import java.util.Optional;
import nsx.dsl.why.NetState;

/** The namespaces of one host, as the joined world sees them. */
interface Part {
    /** Whether the state is one of this host. */
    boolean has(NetState net);

    /** Those that have a name. */
    List<NetState> all();

    /** The namespace that another one of this host numbers so; empty when it cannot be seen. */
    Optional<NetState> numbered(NetState here, int nsid);
}
