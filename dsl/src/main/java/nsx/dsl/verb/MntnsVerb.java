package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Example;
import nsx.ns.NamespaceKind;

/** {@code mntns 'a' { … }}: mounts of its own: what is mounted inside does not reach the host. */
public final class MntnsVerb extends NamedNamespaceVerb {
    public MntnsVerb() {
        super(NamespaceKind.MNT);
    }

    @Override
    public List<Example> examples() {
        return List.of(new Example(
                "mount something only there",
                "mntns('m') { sh 'mount -t tmpfs none /mnt && findmnt -n -o FSTYPE /mnt' }"));
    }

    @Override
    public List<String> related() {
        return List.of("unshare", "delete");
    }
}
