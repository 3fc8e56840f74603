package nsx.dsl.verb.network;

import java.util.List;
import nsx.dsl.session.Verb;
import nsx.rtnl.kind.Kinds;

/** The words of networks: devices, addresses, routes, filters. */
public final class NetworkWords {
    public static final List<Verb> ALL = List.of(
            new AddressVerb(),
            new AddressesVerb(),
            new ConnectVerb(),
            new ConntrackCountVerb(),
            new ConntrackVerb(),
            new FdbVerb(),
            FilterVerb.ACCEPT,
            new FilterClearVerb(),
            FilterVerb.DROP,
            FilterVerb.LOG,
            FilterVerb.REJECT,
            new FilterRulesVerb(),
            new LinkVerb(),
            new LinksVerb(),
            new ListenVerb(),
            new NatClearVerb(),
            new NatForwardVerb(),
            new NatMasqueradeVerb(),
            new NatRulesVerb(),
            new NeighbourVerb(),
            new NeighboursVerb(),
            new NftVerb(),
            new NsidVerb(),
            new NsidsVerb(),
            new PingVerb(),
            new PingallVerb(),
            new QdiscVerb(),
            new QdiscsVerb(),
            RoutePlacing.APPEND,
            new RouteGetVerb(),
            RoutePlacing.PREPEND,
            RoutePlacing.REPLACE,
            new RouteVerb(),
            new RoutesVerb(),
            new RuleVerb(),
            new RulesVerb(),
            new SysctlVerb());

    /** One for each kind of link, made from the list of kinds. */
    public static final List<Verb> KINDS = Kinds.ALL.stream()
            .<Verb>map(kind -> kind.isPair() ? new PairVerb(kind) : new KindVerb(kind))
            .toList();

    private NetworkWords() {}
}
