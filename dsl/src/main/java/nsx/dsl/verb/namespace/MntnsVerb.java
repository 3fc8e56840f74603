package nsx.dsl.verb.namespace;

import nsx.ns.NamespaceKind;

/** {@code mntns 'a' { … }}: a namespace with its own mounts; mounts inside do not reach the host. */
public final class MntnsVerb extends NamedNamespaceVerb {
    public MntnsVerb() {
        super(
                NamespaceKind.MNT,
                entry(NamespaceKind.MNT)
                        .example(
                                "mount something only there",
                                "mntns('m') { sh 'mount -t tmpfs none /mnt && findmnt -n -o FSTYPE /mnt' }")
                        .related("unshare", "delete"));
    }
}
