package nsx.dsl.verb.network;

import java.util.List;
import nsx.dsl.session.Verb;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Kinds;
import nsx.rtnl.kind.Wireguard;

/** The words of networks: devices, addresses, routes, queues. */
public final class NetworkWords {
    public static final List<Verb> ALL = List.of(
            new AddressVerb(),
            new AddressesVerb(),
            new CableVerb(),
            new FdbVerb(),
            new FlapVerb(),
            new LinkVerb(),
            new LinksVerb(),
            new MdbVerb(),
            new NeighbourVerb(),
            new NeighboursVerb(),
            new NexthopVerb(),
            new NexthopsVerb(),
            new NsidVerb(),
            new NsidsVerb(),
            new PartitionVerb(),
            new QdiscClassVerb(),
            new QdiscClassesVerb(),
            new QdiscFilterVerb(),
            new QdiscFiltersVerb(),
            new QdiscVerb(),
            new QdiscsVerb(),
            RoutePlacing.APPEND,
            RoutePlacing.CHANGE,
            new RouteGetVerb(),
            RoutePlacing.PREPEND,
            RoutePlacing.REPLACE,
            new RouteVerb(),
            new RoutesVerb(),
            new RuleVerb(),
            new RulesVerb(),
            new SysctlVerb(),
            new VlansGlobalVerb(),
            new VlansVerb());

    /** A word for each kind of link, from the list of kinds. */
    public static final List<Verb> KINDS =
            Kinds.ALL.stream().map(NetworkWords::word).toList();

    private NetworkWords() {}

    private static Verb word(Kind kind) {
        if (kind == Wireguard.KIND) {
            return new WireguardVerb();
        }
        return kind.isPair() ? new PairVerb(kind) : new KindVerb(kind);
    }
}
