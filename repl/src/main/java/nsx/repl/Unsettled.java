package nsx.repl;

import java.io.IOException;
import java.io.UncheckedIOException;
import nsx.dsl.session.Session;
import nsx.dsl.session.Unconfirmed;
import nsx.repl.output.Console;

/** The end of a run whose changes nobody has confirmed. */
final class Unsettled {
    private static final long PERIOD_MILLIS = 100;

    private Unsettled() {}

    /**
     * Asks at a terminal whether the changes stay, and takes them back where nobody can be asked. A run that a signal ends leaves that
     * to the process that waits.
     *
     * @return false when they were taken back
     */
    static boolean settle(Session session, Console console) {
        Unconfirmed changes = session.unconfirmed().orElse(null);
        if (changes == null || Ending.isSignalled()) {
            return true;
        }
        if (changes.isOver()) {
            return false;
        }
        if (console.isInputTerminal() && asks(changes, console)) {
            changes.keep();
            return true;
        }
        changes.takeBack();
        return false;
    }

    /** Whether Enter was pressed in time. */
    private static boolean asks(Unconfirmed changes, Console console) {
        long shown = -1;
        try {
            while (!changes.isOver() && changes.left().toMillis() > PERIOD_MILLIS) {
                long seconds = changes.left().toSeconds();
                if (seconds != shown) {
                    console.err()
                            .print("\rEnter keeps what was changed; otherwise it is taken back in " + seconds + " s ");
                    shown = seconds;
                }
                if (console.in().available() > 0) {
                    return console.in().read() >= 0;
                }
                Thread.sleep(PERIOD_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        console.err().print("\n");
        return false;
    }
}
