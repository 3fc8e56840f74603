package nsx.repl;

import java.io.IOException;
import java.io.UncheckedIOException;
import nsx.dsl.session.Session;
import nsx.dsl.session.Unconfirmed;
import nsx.repl.output.Console;

/** The end of a run with unconfirmed changes. */
final class Unsettled {
    private static final long PERIOD_MILLIS = 100;

    private Unsettled() {}

    /**
     * Asks at a terminal whether to keep the changes, and undoes them if nobody can be asked. A run ended by a signal
     * leaves that to the waiting process.
     *
     * @return false if the changes were undone
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

    /** Asks whether to keep the changes; returns whether Enter was pressed in time. */
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
