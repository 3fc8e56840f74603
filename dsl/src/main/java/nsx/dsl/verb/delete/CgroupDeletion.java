package nsx.dsl.verb.delete;

import java.util.List;
import nsx.dsl.change.Operation;
import nsx.dsl.error.Texts;
import nsx.dsl.op.CgroupOperations;
import nsx.dsl.session.Call;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;

/** Deletes a control group: {@code delete cgroup: 'demo'}. */
final class CgroupDeletion implements Deletion {
    static final Parameter<Boolean> KILL =
            Parameter.flag("kill", "of a container or control group: kill its processes first (SIGKILL)");

    @Override
    public String kind() {
        return "cgroup";
    }

    @Override
    public Type type() {
        return Type.CGROUP;
    }

    @Override
    public List<Parameter<?>> options() {
        return List.of(KILL);
    }

    @Override
    public void check(Call call, Object which) {
        operations(call, which);
    }

    @Override
    public void delete(Call call, Object which) {
        call.session().change(operations(call, which));
    }

    private static List<Operation> operations(Call call, Object which) {
        return new CgroupOperations(call.session()).delete(Texts.of(which), call.is(KILL));
    }
}
