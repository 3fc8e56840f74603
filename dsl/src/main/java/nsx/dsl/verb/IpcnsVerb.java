package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Example;
import nsx.ns.NamespaceKind;

/** {@code ipcns 'a' { … }}: ipc(7): System V IPC and POSIX message queues. */
public final class IpcnsVerb extends NamedNamespaceVerb {
    public IpcnsVerb() {
        super(NamespaceKind.IPC);
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("two that see nothing of each other", "ipcns 'a'\nipcns 'b'\nipcns()"),
                new Example("run a program in it", "ipcns('a') { output 'readlink /proc/self/ns/ipc' }"));
    }

    @Override
    public List<String> related() {
        return List.of("unshare", "delete", "ns");
    }
}
