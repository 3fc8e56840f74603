package nsx.dsl.session;

import java.time.Duration;

/** Changes of a session that are taken back unless somebody confirms them in time. */
public interface Unconfirmed {
    /** How long there still is time; zero when it is over. */
    Duration left();

    /** Whether they were taken back, or are being taken back. */
    boolean isOver();

    /** They stay. An error when they were taken back already. */
    void keep();

    /** They are taken back now; waits for it. */
    void takeBack();
}
