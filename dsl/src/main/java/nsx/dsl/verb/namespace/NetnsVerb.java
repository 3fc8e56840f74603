package nsx.dsl.verb.namespace;

import nsx.ns.NamespaceKind;

/** {@code netns 'a' { … }}: a named network namespace, shared with ip-netns(8), and a block in it. */
public final class NetnsVerb extends NamedNamespaceVerb {
    public NetnsVerb() {
        super(
                NamespaceKind.NET,
                entry(NamespaceKind.NET)
                        .example("make one and look at it", "netns('a') { links() }")
                        .example("all of them", "netns 'a'\nnetns()")
                        .example(
                                "in each namespace that a pattern matches",
                                "netns 'lab-1'\nnetns 'lab-2'\nnetns('lab-*') { output 'readlink /proc/self/ns/net' }")
                        .example("the namespace of a process", "netns(pid: ProcessHandle.current().pid()).inode")
                        .example(
                                "give the namespace of a process a name, and another one",
                                "def job = unshare('net') { spawn 'sleep 100' }\nnetns 'a', pid: job.pid\nnetns('a').rename 'b'\njob.kill(9).wait()")
                        .related("enter", "unshare", "delete", "ns"));
    }
}
