package nsx.dsl.verb.process;

import java.util.List;
import nsx.dsl.session.Verb;

/** The words for programs, processes, control groups and mounts. */
public final class ProcessWords {
    public static final List<Verb> ALL = List.of(
            new CgroupVerb(),
            new ExecVerb(),
            new JobsVerb(),
            new MountVerb(),
            new MountsVerb(),
            new OutputVerb(),
            new PsVerb(),
            new ShVerb(),
            new ShellVerb(),
            new SpawnVerb(),
            new UmountVerb());

    private ProcessWords() {}
}
