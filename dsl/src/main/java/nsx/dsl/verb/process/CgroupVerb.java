package nsx.dsl.verb.process;

import groovy.lang.Closure;
import java.util.List;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.op.CgroupOperations;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.unit.NamespaceName;
import nsx.dsl.value.process.CgroupScope;
import nsx.dsl.value.process.CgroupValue;
import nsx.dsl.word.BlockWord;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;

/** {@code cgroup('demo') { memory 64.MB; pids 100; cpu 0.5 }}: sets limits for programs. */
public final class CgroupVerb extends Verb {
    private static final Parameter<Object> NAME = Parameter.optional(
            "name",
            Reader.any(Type.CGROUP),
            "its name: the directory nsx/NAME in each cgroup tree; without it, a table");

    public CgroupVerb() {
        super(Entry.of("cgroup", "ensure a control group with its limits, and run programs in it", Theme.PROCESSES)
                .takes(
                        NAME,
                        Parameter.block("sets memory, swap, pids, cpu, weight, cpus, ioWeight and frozen;"
                                + " programs that its other lines start run in the group"))
                .example(
                        "limits, and a program that is limited",
                        "cgroup('demo') {\n  memory 64.MB\n  pids 100\n  cpu 0.5\n  sh 'cat /proc/self/cgroup'\n}\n"
                                + "cgroup('demo').delete()",
                        "cgroup")
                .example(
                        "how often a limit was reached",
                        "cgroup('demo') {\n  pids 1\n  sh '(true) || true; true', check: false\n}\n"
                                + "def events = cgroup('demo').events\ncgroup('demo').delete()\nevents",
                        "cgroup")
                .example(
                        "freeze programs, and kill them",
                        "def job = cgroup('demo').spawn('sleep 100')\ncgroup('demo').frozen = true\n"
                                + "delete cgroup: 'demo', kill: true",
                        "cgroup")
                .example("all", "cgroup()")
                .topics("resource limits")
                .related("sh", "spawn", "container", "ps")
                .passesThrough()
                .answers(CgroupValue.class)
                .listsAlone(CgroupValue.class));
    }

    @Override
    public boolean asks(Call call) {
        return call.size() == 0;
    }

    @Override
    public boolean hasScope() {
        return true;
    }

    @Override
    public List<BlockWord> blockWords() {
        return CgroupScope.words();
    }

    @Override
    public Object run(Call call) {
        Session session = call.session();
        if (call.size() == 0) {
            if (call.block().isPresent()) {
                throw new NsxException("cgroup needs a name before its block").hint("such as: cgroup('demo') { }");
            }
            return CgroupValue.all(session);
        }
        Object given = call.get(NAME);
        String name =
                given instanceof CgroupValue v ? v.name() : NamespaceName.checkNew("control group", Texts.of(given));
        CgroupOperations operations = new CgroupOperations(session);
        List<Operation> creation = operations.ensure(name);
        session.ensure(() -> operations.ensure(name));
        CgroupValue group = new CgroupValue(session, name);
        if (call.block().isEmpty()) {
            return group;
        }
        Closure<?> block = call.block().get();
        return creation.isEmpty() ? group.call(block) : group.made(block);
    }
}
