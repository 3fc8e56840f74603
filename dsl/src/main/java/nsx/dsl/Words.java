package nsx.dsl;

import java.util.List;
import nsx.dsl.verb.NatClearVerb;
import nsx.dsl.verb.NatForwardVerb;
import nsx.dsl.verb.NatMasqueradeVerb;
import nsx.dsl.verb.NatRulesVerb;
import nsx.dsl.verb.NetnsVerb;
import nsx.dsl.verb.PingVerb;
import nsx.dsl.verb.SysctlVerb;

/** The list of words: one line each. */
final class Words {
    static final List<Verb> ALL = List.of(
            // namespaces
            new NetnsVerb(),
            // network
            new NatClearVerb(),
            new NatForwardVerb(),
            new NatMasqueradeVerb(),
            new NatRulesVerb(),
            new PingVerb(),
            new SysctlVerb());

    private Words() {}
}
