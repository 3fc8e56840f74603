package nsx.dsl.session;

import java.time.Duration;

/** Changes of a session that are undone unless somebody confirms them in time. */
public interface Unconfirmed {
    /** How long there still is time; zero when it is over. */
    Duration left();

    /** Whether the changes were undone or are being undone. */
    boolean isOver();

    /** They stay. An error when they were taken back already. */
    void keep();

    /** Undoes the changes now and waits for that. */
    void takeBack();
}
