package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Call;
import nsx.dsl.Example;
import nsx.dsl.Parameter;
import nsx.dsl.Parameter.Type;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.op.MountOperations;
import nsx.dsl.value.MountPath;

/** {@code umount '/dst'}: takes the topmost mount of a place away. */
public final class UmountVerb implements Verb {
    @Override
    public String name() {
        return "umount";
    }

    @Override
    public String summary() {
        return "unmount what is topmost at a place in the current mount namespace";
    }

    @Override
    public Theme theme() {
        return Theme.PROCESSES;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required(
                        "place", Type.FILE, "a relative path is below the directory that nsx was started in"),
                MountDeletion.LAZY);
    }

    @Override
    public List<Example> examples() {
        return List.of(new Example(
                "mount and unmount",
                "unshare('mnt') {\n  mount 'tmpfs', on: '/mnt', type: 'tmpfs'\n  umount '/mnt'\n}"));
    }

    @Override
    public List<String> aliases() {
        return List.of("unmount");
    }

    @Override
    public List<String> related() {
        return List.of("mount", "mounts");
    }

    @Override
    public Object run(Call call) {
        String target = MountPath.real(call.session(), call.text(0));
        call.session().change(List.of(new MountOperations(call.session()).unmount(target, call.flag("lazy"))));
        return null;
    }
}
