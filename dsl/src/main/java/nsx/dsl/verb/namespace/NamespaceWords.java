package nsx.dsl.verb.namespace;

import java.util.List;
import nsx.dsl.session.Verb;

/** The words for namespaces and their objects. */
public final class NamespaceWords {
    public static final List<Verb> ALL = List.of(
            new CgroupnsVerb(),
            new ContainerVerb(),
            new DomainnameVerb(),
            new EnterVerb(),
            new GcVerb(),
            new HereVerb(),
            new HostVerb(),
            new HostnameVerb(),
            new IpcnsVerb(),
            new LeaveVerb(),
            new MntnsVerb(),
            new NetnsVerb(),
            new NsVerb(),
            new PidnsVerb(),
            new SandboxVerb(),
            new TimensVerb(),
            new UnshareVerb(),
            new UsernsVerb(),
            new UtsnsVerb());

    private NamespaceWords() {}
}
