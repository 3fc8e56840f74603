package nsx.dsl.verb.firewall;

import java.util.List;
import nsx.dsl.session.Verb;

/** The words of filters, translation and connection tracking. */
public final class FirewallWords {
    public static final List<Verb> ALL = List.of(
            new ConntrackCountVerb(),
            new ConntrackVerb(),
            new ConntrackWatchVerb(),
            new FilterClearVerb(),
            new FilterRulesVerb(),
            FilterVerb.ACCEPT,
            FilterVerb.DROP,
            FilterVerb.LOG,
            FilterVerb.REJECT,
            new NatClearVerb(),
            new NatForwardVerb(),
            new NatMasqueradeVerb(),
            new NatRulesVerb(),
            new NftSetsVerb(),
            new NftVerb());

    private FirewallWords() {}
}
