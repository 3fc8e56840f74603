package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Call;
import nsx.dsl.Example;
import nsx.dsl.Theme;
import nsx.dsl.value.IpcRow;

/** {@code ipcs()}: what is in the current IPC namespace, of all four kinds. */
public final class IpcsVerb implements Listing {
    @Override
    public String name() {
        return "ipcs";
    }

    @Override
    public String summary() {
        return "shared memory, message queues and semaphores of this IPC namespace";
    }

    @Override
    public Theme theme() {
        return Theme.IPC;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("look", "shm.write 'hello'\nmq('/jobs').create()\nipcs()"),
                new Example("one kind", "sem(0x1234, count: 2)\nipcs().findAll { it.kind == 'sem' }"),
                new Example(
                        "read what only an identifier leads to",
                        "shm(0x1234).write 'x'\nipcs().find { it.kind == 'shm' }.value.read()"),
                new Example("take everything away", "msg(0x1234).send 'x'\nipcs().each { it.delete() }"));
    }

    @Override
    public String peer() {
        return "ipcs";
    }

    @Override
    public List<String> related() {
        return List.of("shm", "msg", "sem", "mq", "delete");
    }

    @Override
    public Object run(Call call) {
        return IpcRow.all(call.session());
    }
}
