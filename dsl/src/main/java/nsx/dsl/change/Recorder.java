package nsx.dsl.change;

import java.util.function.Consumer;
import java.util.function.Supplier;
import nsx.ledger.LedgerLine;
import nsx.ns.Context;
import nsx.sys.Tasks;

/**
 * Writes each change of a run to a ledger on disk before it is executed. The first change creates the ledger, so a
 * run without changes has none.
 */
public final class Recorder implements Executor, AutoCloseable {
    private final Executor next;
    private final Supplier<Kernel> kernels;
    private final Context host;
    private String script;
    private Consumer<String> notices;
    private RunLedger ledger;

    /**
     * @param next executes the operations
     * @param kernels returns the kernel access of the calling thread, to look up created objects
     */
    public Recorder(Executor next, Supplier<Kernel> kernels, Context host) {
        this.next = next;
        this.kernels = kernels;
        this.host = host;
    }

    /**
     * Starts to record changes if the user is root.
     *
     * @param by the name of the run, which is that of the script
     * @param told receives the reason if recording is impossible
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

    /** Whether changes are recorded. */
    public synchronized boolean isNoting() {
        return script != null && Tasks.effectiveUser() == 0;
    }

    /** Records the inverse of a change in an all-or-nothing block, in case the run is killed inside the block. */
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

    /** Ends the recording at the end of the run. */
    @Override
    public synchronized void close() {
        script = null;
        if (ledger != null) {
            ledger.close();
            ledger = null;
        }
    }
}
