package nsx.dsl.verb.process;

import java.util.List;
import nsx.dsl.op.MountOperations;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.process.MountPath;
import nsx.dsl.verb.delete.MountDeletion;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;

/** {@code umount '/dst'}: unmounts the topmost mount of a path. */
public final class UmountVerb extends Verb {
    private static final Parameter<String> PLACE = Parameter.required(
            "place",
            Reader.text(Type.FILE),
            "the mount point; a relative path starts at the directory that nsx was started in");

    public UmountVerb() {
        super(Entry.of("umount", "unmount the topmost mount at a path in the current mount namespace", Theme.PROCESSES)
                .takes(PLACE, MountDeletion.LAZY)
                .example(
                        "mount and unmount",
                        "unshare('mnt') {\n  mount 'tmpfs', on: '/mnt', type: 'tmpfs'\n  umount '/mnt'\n}")
                .aliases("unmount")
                .related("mount", "mounts"));
    }

    @Override
    public Object run(Call call) {
        String target = MountPath.real(call.session(), call.get(PLACE));
        call.session()
                .change(List.of(new MountOperations(call.session()).unmount(target, call.is(MountDeletion.LAZY))));
        return null;
    }
}
