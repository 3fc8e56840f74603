package nsx.dsl.verb.namespace;

import nsx.ns.NamespaceKind;

/**
 * {@code pidns 'a' { … }}: a namespace with its own process numbers; a small init, process 1, stays in it until it is deleted.
 */
public final class PidnsVerb extends NamedNamespaceVerb {
    public PidnsVerb() {
        super(
                NamespaceKind.PID,
                entry(NamespaceKind.PID)
                        .example("a program in it", "pidns('p') { output 'echo $PPID' }\ndelete pidns: 'p'")
                        .example("its processes", "pidns 'p'\npidns('p').ps()\ndelete pidns: 'p'")
                        .related("unshare", "delete"));
    }
}
