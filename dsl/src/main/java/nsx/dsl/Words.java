package nsx.dsl;

import java.util.List;
import nsx.dsl.verb.HelpVerb;
import nsx.dsl.verb.NetnsVerb;
import nsx.dsl.verb.PingVerb;
import nsx.dsl.verb.SysctlVerb;

/** The list of words: one line each. */
final class Words {
    static final List<Verb> ALL = List.of(
            // namespaces
            new NetnsVerb(),
            // network
            new PingVerb(),
            new SysctlVerb(),
            // the language
            new HelpVerb());

    private Words() {}
}
