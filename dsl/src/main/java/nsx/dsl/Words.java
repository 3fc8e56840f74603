package nsx.dsl;

import java.util.List;
import nsx.dsl.verb.ExecVerb;
import nsx.dsl.verb.JobsVerb;
import nsx.dsl.verb.NetnsVerb;
import nsx.dsl.verb.OutputVerb;
import nsx.dsl.verb.PingVerb;
import nsx.dsl.verb.ShVerb;
import nsx.dsl.verb.ShellVerb;
import nsx.dsl.verb.SpawnVerb;
import nsx.dsl.verb.SysctlVerb;

/** The list of words: one line each. */
final class Words {
    static final List<Verb> ALL = List.of(
            // namespaces
            new NetnsVerb(),
            // network
            new PingVerb(),
            new SysctlVerb(),
            // programs
            new ExecVerb(),
            new JobsVerb(),
            new OutputVerb(),
            new ShVerb(),
            new ShellVerb(),
            new SpawnVerb());

    private Words() {}
}
