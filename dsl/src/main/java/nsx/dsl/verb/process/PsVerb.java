package nsx.dsl.verb.process;

import java.util.List;
import java.util.Optional;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.process.ProcessValue;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;

/** {@code ps()}: the processes of the current pid namespace. */
public final class PsVerb extends Verb {
    private static final Parameter<String> USER =
            Parameter.named("user", Reader.text().as(Type.USER), "only processes of this user, by name or number");

    private static final Parameter<Boolean> TREE = Parameter.flag(
                    "tree", "whether to list each process below its parent")
            .otherwise(false);

    public PsVerb() {
        super(Entry.listing("ps", "the processes of the current pid namespace and those below it", Theme.PROCESSES)
                .rows(ProcessValue.class, ProcessValue.COLUMNS)
                .takes(USER, TREE)
                .example("all", "ps()")
                .example(
                        "both numbers of a program in a pid namespace",
                        "unshare('pid') {\n  def job = spawn 'sleep 100'\n  def rows = ps(name: 'sleep')\n"
                                + "  job.kill().wait()\n  rows\n}")
                .example("each below its parent", "ps(tree: true)")
                .example("what processes may do", "ps().take(3)*.capabilities")
                .example("isolated processes, and their namespaces", "ps().findAll { it.namespaces }")
                .peer("ps -ef")
                .related("spawn", "jobs", "unshare"));
    }

    @Override
    public Object run(Call call) {
        Optional<String> user = call.find(USER);
        List<ProcessValue> rows = ProcessValue.all(call.session()).stream()
                .filter(p -> user.map(u -> u.equals(p.user())).orElse(true))
                .toList();
        return call.get(TREE) ? ProcessValue.tree(rows) : ProcessValue.table(rows);
    }
}
