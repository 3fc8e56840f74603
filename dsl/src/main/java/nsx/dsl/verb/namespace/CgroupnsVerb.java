package nsx.dsl.verb.namespace;

import nsx.ns.NamespaceKind;

/** {@code cgroupns 'a' { … }}: control groups seen from its own root. */
public final class CgroupnsVerb extends NamedNamespaceVerb {
    public CgroupnsVerb() {
        super(
                NamespaceKind.CGROUP,
                entry(NamespaceKind.CGROUP)
                        .example("a program in it", "cgroupns('c') { output 'readlink /proc/self/ns/cgroup' }")
                        .related("unshare", "delete"));
    }
}
