package nsx.dsl.verb.process;

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
    private static final Parameter<String> NAME =
            Parameter.named("name", Reader.text(Type.WORD), "only processes of the program with this name");

    public PsVerb() {
        super(Entry.listing("ps", "the processes of the current pid namespace and those below it", Theme.PROCESSES)
                .rows(ProcessValue.class)
                .takes(USER, NAME)
                .example("all", "ps()")
                .example(
                        "both numbers of a program in a pid namespace",
                        "unshare('pid') {\n  def job = spawn 'sleep 100'\n  def rows = ps(name: 'sleep')\n"
                                + "  job.kill().wait()\n  rows\n}")
                .example("isolated processes, and their namespaces", "ps().findAll { it.namespaces }")
                .peer("ps -ef")
                .related("spawn", "jobs", "unshare"));
    }

    @Override
    public Object run(Call call) {
        Optional<String> user = call.find(USER);
        Optional<String> name = call.find(NAME);
        return ProcessValue.table(ProcessValue.all(call.session()).stream()
                .filter(p -> user.map(u -> u.equals(p.user())).orElse(true))
                .filter(p -> name.map(n -> n.equals(p.name())).orElse(true))
                .toList());
    }
}
