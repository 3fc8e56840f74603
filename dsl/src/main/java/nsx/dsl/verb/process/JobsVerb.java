package nsx.dsl.verb.process;

import java.util.List;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Job;
import nsx.dsl.session.Verb;
import nsx.dsl.shape.Table;
import nsx.dsl.word.Theme;

/** {@code jobs()}: lists programs started by {@code spawn} or stopped by Ctrl-Z. */
public final class JobsVerb extends Verb {
    public JobsVerb() {
        super(Entry.listing(
                        "jobs",
                        "the programs in the background, and those that ended since the last call",
                        Theme.PROCESSES)
                .rows(Job.class, List.of("pid", "state", "command"))
                .example("end them all", "spawn 'sleep 100'\njobs().each { it.kill().wait() }")
                .peer("jobs")
                .related("spawn"));
    }

    @Override
    public Object run(Call call) {
        return Table.of(
                List.of("pid", "state", "command"), call.session().programs().jobs());
    }
}
