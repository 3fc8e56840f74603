package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Example;
import nsx.ns.NamespaceKind;

/** {@code timens 'a' { … }}: clocks of its own: started programs see them. */
public final class TimensVerb extends NamedNamespaceVerb {
    public TimensVerb() {
        super(NamespaceKind.TIME);
    }

    @Override
    public List<Example> examples() {
        return List.of(new Example("a program in it", "timens('t') { output 'readlink /proc/self/ns/time' }"));
    }

    @Override
    public List<String> related() {
        return List.of("unshare", "delete");
    }
}
