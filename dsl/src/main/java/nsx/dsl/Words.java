package nsx.dsl;

import java.util.List;
import nsx.dsl.verb.DeleteVerb;
import nsx.dsl.verb.EnterVerb;
import nsx.dsl.verb.ExecVerb;
import nsx.dsl.verb.HereVerb;
import nsx.dsl.verb.HostVerb;
import nsx.dsl.verb.JobsVerb;
import nsx.dsl.verb.LeaveVerb;
import nsx.dsl.verb.NetnsVerb;
import nsx.dsl.verb.NsVerb;
import nsx.dsl.verb.OutputVerb;
import nsx.dsl.verb.PingVerb;
import nsx.dsl.verb.ShVerb;
import nsx.dsl.verb.ShellVerb;
import nsx.dsl.verb.SpawnVerb;
import nsx.dsl.verb.SysctlVerb;
import nsx.dsl.verb.UnshareVerb;

/** The list of words: one line each. */
final class Words {
    static final List<Verb> ALL = List.of(
            // namespaces
            new EnterVerb(),
            new HereVerb(),
            new HostVerb(),
            new LeaveVerb(),
            new NetnsVerb(),
            new NsVerb(),
            new UnshareVerb(),
            // network
            new PingVerb(),
            new SysctlVerb(),
            // programs
            new ExecVerb(),
            new JobsVerb(),
            new OutputVerb(),
            new ShVerb(),
            new ShellVerb(),
            new SpawnVerb(),
            // the language
            new DeleteVerb());

    private Words() {}
}
