package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Call;
import nsx.dsl.Example;
import nsx.dsl.Theme;
import nsx.dsl.value.Table;

/** {@code jobs()}: what {@code spawn} started and what Ctrl-Z stopped. */
public final class JobsVerb implements Listing {
    @Override
    public String name() {
        return "jobs";
    }

    @Override
    public String summary() {
        return "the programs in the background, and those that ended since the last look";
    }

    @Override
    public Theme theme() {
        return Theme.PROCESSES;
    }

    @Override
    public List<Example> examples() {
        return List.of(new Example("end them all", "spawn 'sleep 100'\njobs().each { it.kill().wait() }"));
    }

    @Override
    public String peer() {
        return "jobs";
    }

    @Override
    public List<String> related() {
        return List.of("spawn");
    }

    @Override
    public Object run(Call call) {
        return Table.of(
                List.of("pid", "state", "command"), call.session().programs().jobs());
    }
}
