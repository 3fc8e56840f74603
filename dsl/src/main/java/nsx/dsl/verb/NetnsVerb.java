package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Example;
import nsx.ns.NamespaceKind;

/** {@code netns 'a' { … }}: a named network namespace, the same that ip-netns(8) names, and what is done in it. */
public final class NetnsVerb extends NamedNamespaceVerb {
    public NetnsVerb() {
        super(NamespaceKind.NET);
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("make one and look at it", "netns('a') { links() }"),
                new Example("all of them", "netns 'a'\nnetns()"),
                new Example(
                        "in each that a pattern matches",
                        "netns 'lab-1'\nnetns 'lab-2'\nnetns('lab-*') { output 'readlink /proc/self/ns/net' }"),
                new Example("that of a process", "netns(pid: ProcessHandle.current().pid()).inode"));
    }

    @Override
    public List<String> related() {
        return List.of("enter", "unshare", "delete", "ns");
    }
}
