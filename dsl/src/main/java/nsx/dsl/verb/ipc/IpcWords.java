package nsx.dsl.verb.ipc;

import java.util.List;
import nsx.dsl.session.Verb;

/** The words of what lives in an IPC namespace. */
public final class IpcWords {
    public static final List<Verb> ALL =
            List.of(new IpcsVerb(), new MqVerb(), new MsgVerb(), new SemVerb(), new ShmVerb());

    private IpcWords() {}
}
