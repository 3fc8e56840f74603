package nsx.dsl.verb.language;

import groovy.lang.Closure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.plan.Precaution;
import nsx.dsl.session.Blocks;
import nsx.dsl.session.Session;
import nsx.dsl.session.Unconfirmed;
import nsx.inverse.GuardProcess;
import nsx.inverse.Outstanding;
import nsx.sys.SysException;

/** A running {@code confirm} with its block, and the process that undoes the block's changes. */
final class Confirming implements Unconfirmed, GuardProcess.Listener {
    private static final int FEW_SECONDS = 10;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Session session;
    private final GuardProcess guard;
    private final Duration time;
    private final Precaution precaution;
    private final List<Operation> section;
    private final List<String> unsaid = new ArrayList<>();
    private final Thread listener;
    private long begun;
    private volatile boolean isOver;
    private boolean isKept;

    Confirming(Session session, GuardProcess guard, Duration time) {
        this.session = session;
        this.guard = guard;
        this.time = time;
        this.precaution = new Precaution(session, guard::say, unsaid::add);
        this.section = session.history().open();
        this.listener = guard.listen(this);
    }

    /** Runs the block and returns its value. */
    Object run(Closure<?> block) {
        session.history().tell(precaution);
        begun = System.nanoTime();
        guard.await(time);
        try {
            Object value = Blocks.run(session, block);
            begin();
            return value;
        } catch (Throwable e) {
            fail();
            throw e;
        } finally {
            precaution.close();
            session.history().close(section);
        }
    }

    private void begin() {
        if (section.isEmpty() && !isOver) {
            release();
            return;
        }
        unsaid.forEach(what -> session.notice("confirm would not take back: " + what));
        session.await(this);
        if (!isOver) {
            session.notice("confirm() within " + Texts.duration(roundedDown(left())) + " keeps "
                    + changes(section.size()) + "; otherwise taken back");
        }
    }

    /** Rounds the time left down to seconds, or to tenths if little is left. */
    private static Duration roundedDown(Duration left) {
        long unit = left.toSeconds() < FEW_SECONDS ? 100 : 1000;
        return Duration.ofMillis(left.toMillis() / unit * unit);
    }

    /** Undoes the changes of a failed block. */
    private void fail() {
        boolean interrupted = Thread.interrupted();
        try {
            if (isOver) {
                join();
            } else {
                TakingBack back = new TakingBack(session);
                int all = section.size();
                back.run("confirm", section);
                release();
                if (all > 0) {
                    session.notice("confirm has taken back " + changes(all) + back.gone());
                }
                back.left().forEach(what -> session.notice("not taken back: " + what));
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String changes(int number) {
        return number == 1 ? "its change" : "its " + number + " changes";
    }

    /** Ends the process without undoing anything. */
    private void release() {
        guard.say(Outstanding.kept());
        join();
        session.history().tellNoMore(precaution);
    }

    private void join() {
        try {
            listener.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Duration left() {
        Duration left = time.minusNanos(System.nanoTime() - begun);
        return isOver || left.isNegative() ? Duration.ZERO : left;
    }

    @Override
    public boolean isOver() {
        return isOver;
    }

    @Override
    public void keep() {
        if (isKept) {
            throw new NsxException("there is nothing to confirm").because("it is confirmed already");
        }
        if (!isOver) {
            try {
                release();
                isKept = !isOver;
            } catch (SysException e) {
                // the process has just undone the changes
                isOver = true;
            }
        }
        if (isOver) {
            join();
            throw new NsxException("too late to confirm")
                    .because("after " + Texts.duration(time) + " everything was taken back");
        }
        session.await(null);
    }

    @Override
    public void takeBack() {
        if (!isOver) {
            try {
                guard.takeBackNow();
            } catch (SysException e) {
                // the process is already undoing the changes
                isOver = true;
            }
        }
        join();
    }

    @Override
    public void over() {
        isOver = true;
        precaution.stop();
    }

    @Override
    public void done(int changes, List<String> left) {
        session.history().tellNoMore(precaution);
        precaution.outstanding().forEach(session.history()::forget);
        session.notice(
                "nobody has confirmed: taken back " + changes(changes) + (left.isEmpty() ? "" : ", but not all"));
        left.forEach(what -> session.notice("not taken back: " + what));
    }
}
