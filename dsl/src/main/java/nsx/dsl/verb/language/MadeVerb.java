package nsx.dsl.verb.language;

import java.util.List;
import nsx.dsl.change.Kernel;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.namespace.MadeRow;
import nsx.dsl.word.Theme;
import nsx.ledger.Ledgers;
import nsx.ns.Context;
import nsx.ns.NamespaceKind;

/**
 * {@code made()}: lists the objects of nsx on this host that still exist, from the ledgers of its runs and the
 * kernel.
 */
public final class MadeVerb extends Verb {
    public MadeVerb() {
        super(Entry.listing("made", "what nsx has made on this host and is still there, by run", Theme.LANGUAGE)
                .rows(MadeRow.class)
                .example("what is left of a script", "made().findAll { it.script == 'lab.nsx' }")
                .related("gc", "undo", "delete"));
    }

    @Override
    public Object run(Call call) {
        Context host = call.session().host().only(NamespaceKind.NET, NamespaceKind.IPC, NamespaceKind.MNT);
        Kernel kernel = call.session().kernel();
        List<Ledgers.Found> all = kernel.call(host, Ledgers::all);
        all.stream()
                .filter(found -> !found.isLive() && !found.isOfThisBoot())
                .forEach(found -> call.session()
                        .notice(found.file() + " is not read: "
                                + (found.run().isEmpty()
                                        ? "it is damaged or of another version of nsx"
                                        : "it is of another boot")
                                + "; gc() removes it"));
        return kernel.call(host, () -> MadeRow.table(all));
    }
}
