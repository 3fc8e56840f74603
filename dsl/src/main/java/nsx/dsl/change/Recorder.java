package nsx.dsl.change;

import java.util.function.Consumer;
import java.util.function.Supplier;
import nsx.ledger.LedgerLine;
import nsx.ns.Context;
import nsx.sys.Tasks;

/** Notes in a ledger on disk what a run changes, before it does it. The first change begins the ledger; a run without one has none. */
public final class Recorder implements Executor, AutoCloseable {
    private final Executor next;
    private final Supplier<Kernel> kernels;
    private final Context host;
    private String script;
    private Consumer<String> notices;
    private RunLedger ledger;

    /**
     * @param next carries the operations out
     * @param kernels that of the calling thread, which what was made is looked up in
     */
    public Recorder(Executor next, Supplier<Kernel> kernels, Context host) {
        this.next = next;
        this.kernels = kernels;
        this.host = host;
    }

    /**
     * From now on changes are noted, when root makes them.
     *
     * @param by what the run is called: the script's name
     * @param told of what prevents it
     */
    public void begin(String by, Consumer<String> told) {
        notices = told;
        script = by;
    }

    @Override
    public Object run(Operation operation) {
        RunLedger noting = ledger();
        return noting == null ? next.run(operation) : noting.run(operation, next, kernels.get());
    }

    /** Whether changes are noted. */
    public synchronized boolean isNoting() {
        return script != null && Tasks.effectiveUser() == 0;
    }

    /** Notes how a change of a block that is all or nothing is taken back, for the case that the run is killed in it. */
    public void tell(LedgerLine line) {
        RunLedger noting = ledger();
        if (noting != null) {
            noting.tell(line);
        }
    }

    private synchronized RunLedger ledger() {
        if (script != null && ledger == null) {
            if (Tasks.effectiveUser() == 0) {
                ledger = new RunLedger(script, host, notices);
            } else {
                script = null;
            }
        }
        return ledger;
    }

    /** The run is over. */
    @Override
    public synchronized void close() {
        script = null;
        if (ledger != null) {
            ledger.close();
            ledger = null;
        }
    }
}
