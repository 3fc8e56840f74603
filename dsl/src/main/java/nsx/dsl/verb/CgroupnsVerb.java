package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Example;
import nsx.ns.NamespaceKind;

/** {@code cgroupns 'a' { … }}: control groups seen from its own root. */
public final class CgroupnsVerb extends NamedNamespaceVerb {
    public CgroupnsVerb() {
        super(NamespaceKind.CGROUP);
    }

    @Override
    public List<Example> examples() {
        return List.of(new Example("a program in it", "cgroupns('c') { output 'readlink /proc/self/ns/cgroup' }"));
    }

    @Override
    public List<String> related() {
        return List.of("unshare", "delete");
    }
}
