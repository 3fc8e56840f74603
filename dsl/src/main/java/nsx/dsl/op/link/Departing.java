package nsx.dsl.op.link;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Foresight;
import nsx.dsl.session.Here;
import nsx.rtnl.Link;

/**
 * An end of a pair whose other end went with its namespace. The kernel ends a network namespace a moment after its last name, process
 * and socket, and the pair with it (cleanup_net in net/core/net_namespace.c). Until then the name of this end is taken.
 */
public final class Departing {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(2);

    private Departing() {}

    /**
     * Waits until a device has gone that is about to go. One whose other end is in a namespace that nsx cannot find may be such a device,
     * or that of somebody's container, which stays.
     *
     * @return whether there was such a device and it has gone
     */
    public static boolean hasGone(Here here, String name) {
        if (here.session().foresight() != Foresight.NONE) {
            return false;
        }
        Optional<Link> found = Devices.find(here, name)
                .filter(link -> link.isPairEnd() && OtherEnd.context(here, link).isEmpty());
        return found.isPresent() && hasGone(here, found.get().index());
    }

    private static boolean hasGone(Here here, int index) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (Devices.find(here, index).isPresent()) {
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return true;
    }
}
