package nsx.dsl.verb;

import java.util.List;
import java.util.Optional;
import nsx.dsl.Call;
import nsx.dsl.Example;
import nsx.dsl.Parameter;
import nsx.dsl.Parameter.Type;
import nsx.dsl.Theme;
import nsx.dsl.value.ProcessValue;

/** {@code ps()}: the processes of the current pid namespace. */
public final class PsVerb implements Listing {
    @Override
    public String name() {
        return "ps";
    }

    @Override
    public String summary() {
        return "the processes of the current pid namespace and those below it";
    }

    @Override
    public Theme theme() {
        return Theme.PROCESSES;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.named("user", Type.USER, "only those of this user, by name or number"),
                Parameter.named("name", Type.WORD, "only those whose program is called this"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("all", "ps()"),
                new Example(
                        "both numbers of a program in a pid namespace",
                        "unshare('pid') {\n  def job = spawn 'sleep 100'\n  def rows = ps(name: 'sleep')\n"
                                + "  job.kill().wait()\n  rows\n}"),
                new Example("which are isolated, and how", "ps().findAll { it.namespaces }"));
    }

    @Override
    public String peer() {
        return "ps -ef";
    }

    @Override
    public List<String> related() {
        return List.of("spawn", "jobs", "unshare");
    }

    @Override
    public Object run(Call call) {
        Optional<String> user = call.textOption("user");
        Optional<String> name = call.textOption("name");
        return ProcessValue.table(ProcessValue.all(call.session()).stream()
                .filter(p -> user.map(u -> u.equals(p.user())).orElse(true))
                .filter(p -> name.map(n -> n.equals(p.name())).orElse(true))
                .toList());
    }
}
