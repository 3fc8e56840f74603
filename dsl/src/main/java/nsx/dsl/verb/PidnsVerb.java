package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Example;
import nsx.ns.NamespaceKind;

/** {@code pidns 'a' { … }}: process numbers of its own; a small init, process 1, stays in it until it is deleted. */
public final class PidnsVerb extends NamedNamespaceVerb {
    public PidnsVerb() {
        super(NamespaceKind.PID);
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("a program in it", "pidns('p') { output 'echo $PPID' }\ndelete pidns: 'p'"),
                new Example("who is in it", "pidns('p').ps()\ndelete pidns: 'p'"));
    }

    @Override
    public List<String> related() {
        return List.of("unshare", "delete");
    }
}
