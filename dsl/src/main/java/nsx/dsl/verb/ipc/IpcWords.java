package nsx.dsl.verb.ipc;

import java.util.List;
import nsx.dsl.session.Verb;

/** The words for the objects of an IPC namespace. */
public final class IpcWords {
    public static final List<Verb> ALL =
            List.of(new IpcsVerb(), new MqVerb(), new MsgVerb(), new SemVerb(), new ShmVerb());

    private IpcWords() {}
}
