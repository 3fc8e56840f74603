package nsx.dsl.change;

import java.util.function.Consumer;
import java.util.function.Supplier;
import nsx.ledger.LedgerLine;
import nsx.ns.Context;
import nsx.sys.Tasks;

/**
 * Writes each change of a run into a ledger on disk before it is carried out. The first change creates the ledger, so a run without
 * changes has none.
 */
public final class Recorder implements Executor, AutoCloseable {
    private final Executor next;
    private final Supplier<Kernel> kernels;
    private final Context host;
    private String script;
    private Consumer<String> notices;
    private RunLedger ledger;

    /**
     * @param next carries the operations out
     * @param kernels the kernel of the calling thread, which looks up what was made
     */
    public Recorder(Executor next, Supplier<Kernel> kernels, Context host) {
        this.next = next;
        this.kernels = kernels;
        this.host = host;
    }

    /**
     * Starts to note changes, if root makes them.
     *
     * @param by the name of the run: that of the script
     * @param receives what prevents it
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

    /** Notes the inverse of a change in an all-or-nothing block, in case the run is killed inside the block. */
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
