package nsx.dsl.session;

import java.time.Duration;

/** Changes of a session that are undone unless somebody confirms them in time. */
public interface Unconfirmed {
    /** The number of changes. */
    int changes();

    /** The time left; zero if it is over. */
    Duration left();

    /** Whether the changes were undone or are being undone. */
    boolean isOver();

    /** The process that waits to undo the changes. */
    long process();

    /** Confirms the changes. An error if they were already undone. */
    void keep();

    /** Undoes the changes now and waits for that. */
    void takeBack();
}
