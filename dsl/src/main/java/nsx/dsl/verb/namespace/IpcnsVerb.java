package nsx.dsl.verb.namespace;

import nsx.ns.NamespaceKind;

/** {@code ipcns 'a' { … }}: ipc(7): System V IPC and POSIX message queues. */
public final class IpcnsVerb extends NamedNamespaceVerb {
    public IpcnsVerb() {
        super(
                NamespaceKind.IPC,
                entry(NamespaceKind.IPC)
                        .example("two that do not see each other's objects", "ipcns 'a'\nipcns 'b'\nipcns()")
                        .example("run a program in it", "ipcns('a') { output 'readlink /proc/self/ns/ipc' }")
                        .related("unshare", "delete", "ns"));
    }
}
