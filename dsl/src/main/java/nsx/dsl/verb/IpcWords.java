package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Verb;

/** The words of what lives in an IPC namespace. */
public final class IpcWords {
    public static final List<Verb> ALL = List.of(
            new IpcsVerb(),
            new MqVerb(),
            new MsgVerb(),
            new SemVerb(),
            new ShmVerb());

    private IpcWords() {}
}
