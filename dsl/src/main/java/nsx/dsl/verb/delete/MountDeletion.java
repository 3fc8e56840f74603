package nsx.dsl.verb.delete;

import java.util.List;
import nsx.dsl.change.Operation;
import nsx.dsl.error.Texts;
import nsx.dsl.op.MountOperations;
import nsx.dsl.session.Call;
import nsx.dsl.value.process.MountPath;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;

/** Unmounts: {@code delete mount: '/dst'}. */
public final class MountDeletion implements DescribedDeletion {
    public static final Parameter<Boolean> LAZY =
            Parameter.flag("lazy", "of a mount: hide it at once, and remove it when its last user leaves");

    @Override
    public String kind() {
        return "mount";
    }

    @Override
    public Type type() {
        return Type.FILE;
    }

    @Override
    public List<Parameter<?>> options() {
        return List.of(LAZY);
    }

    @Override
    public Operation operation(Call call, Object which) {
        String target = MountPath.real(call.session(), Texts.of(which));
        return new MountOperations(call.session()).unmount(target, call.is(LAZY));
    }
}
