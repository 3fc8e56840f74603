package nsx.dsl.verb.ipc;

import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.ipc.IpcRow;
import nsx.dsl.word.Theme;

/** {@code ipcs()}: lists the objects of all four kinds in the current IPC namespace. */
public final class IpcsVerb extends Verb {
    public IpcsVerb() {
        super(Entry.listing("ipcs", "shared memory, message queues and semaphores of this IPC namespace", Theme.IPC)
                .rows(IpcRow.class, IpcRow.ALL)
                .example("look", "shm.write 'hello'\nmq('/jobs').create()\nipcs()")
                .example("one kind", "sem(0x1234, count: 2)\nipcs().findAll { it.kind == 'sem' }")
                .example(
                        "read an object that only an identifier reaches",
                        "shm(0x1234).write 'x'\nipcs().find { it.kind == 'shm' }.value.read()")
                .example("remove everything", "msg(0x1234).send 'x'\nipcs().each { it.delete() }")
                .peer("ipcs")
                .related("shm", "msg", "sem", "mq", "delete"));
    }

    @Override
    public Object run(Call call) {
        return IpcRow.all(call.session());
    }
}
