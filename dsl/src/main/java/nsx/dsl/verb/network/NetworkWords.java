package nsx.dsl.verb.network;

import java.util.List;
import nsx.dsl.session.Verb;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Kinds;
import nsx.rtnl.kind.Wireguard;

/** The words of networks: devices, addresses, routes, filters. */
public final class NetworkWords {
    public static final List<Verb> ALL = List.of(
            new AddressVerb(),
            new AddressesVerb(),
            new ArpingVerb(),
            new CableVerb(),
            new ConnectVerb(),
            new ConntrackCountVerb(),
            new ConntrackVerb(),
            new ConntrackWatchVerb(),
            new FdbVerb(),
            FilterVerb.ACCEPT,
            new FilterClearVerb(),
            FilterVerb.DROP,
            FilterVerb.LOG,
            FilterVerb.REJECT,
            new FilterRulesVerb(),
            new FlapVerb(),
            new LinkVerb(),
            new LinksVerb(),
            new ListenVerb(),
            new MdbVerb(),
            new NatClearVerb(),
            new NatForwardVerb(),
            new NatMasqueradeVerb(),
            new NatRulesVerb(),
            new NeighbourVerb(),
            new NeighboursVerb(),
            new NexthopVerb(),
            new NexthopsVerb(),
            new NftVerb(),
            new NsidVerb(),
            new NsidsVerb(),
            new PartitionVerb(),
            new PingVerb(),
            new PingallVerb(),
            new QdiscClassVerb(),
            new QdiscClassesVerb(),
            new QdiscFilterVerb(),
            new QdiscFiltersVerb(),
            new QdiscVerb(),
            new QdiscsVerb(),
            new ResolveVerb(),
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
            new ThroughputVerb(),
            new TraceVerb(),
            new VlansVerb());

    /** One for each kind of link, made from the list of kinds. */
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
