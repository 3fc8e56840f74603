package nsx.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.OwnLock;
import nsx.sys.SysException;

/** The ledgers of this host. Only root can see them; a user has none. */
public final class Ledgers {
    /** Where they are: a file for each run. */
    public static final String DIRECTORY = OwnLock.DIRECTORY + "/ledger";

    /** Runs that have ended and are kept; older ones are forgotten. */
    static final int KEPT = 64;

    private static final int LONGEST = 3 * LedgerFile.LARGEST;

    private Ledgers() {}

    /**
     * The file of a run.
     *
     * @param run what it says; empty when it cannot be read
     * @param isLive whether the run goes on
     */
    public record Found(String file, Optional<RunRecord> run, boolean isLive) {
        /** Whether its run was one of this boot: of those before it nothing is left. */
        public boolean isOfThisBoot() {
            return run.filter(r -> r.boot().equals(boot())).isPresent();
        }

        /** Whether nothing is there of what the run has made, and it is over. */
        public boolean isVain(Presence presence) {
            if (isLive) {
                return false;
            }
            return !isOfThisBoot()
                    || !presence.hasAny(run.orElseThrow().made().stream()
                            .map(RunRecord.Made::thing)
                            .toList());
        }
    }

    /** All of them, the oldest run first. */
    public static List<Found> all() {
        List<Found> all = new ArrayList<>();
        for (String name : Files.names(DIRECTORY)) {
            String file = file(name);
            try (Fd fd = Files.open(file, Files.O_RDONLY | Files.O_NOFOLLOW | Files.O_NONBLOCK)) {
                boolean live = !Files.tryLock(fd);
                all.add(new Found(file, RunRecord.read(Files.readText(file, LONGEST)), live));
            } catch (SysException e) {
                // it was removed, or is no file of nsx's
                continue;
            }
        }
        return all;
    }

    static String file(String id) {
        return DIRECTORY + "/" + id;
    }

    static String boot() {
        return Files.readText("/proc/sys/kernel/random/boot_id", Files.SMALL).strip();
    }

    /** Removes those of which nothing is left, and the oldest of more than are kept. */
    public static void tidy() {
        Presence presence = new Presence();
        List<Found> left = new ArrayList<>();
        for (Found found : all()) {
            if (found.isVain(presence)) {
                remove(found.file());
            } else if (!found.isLive()) {
                left.add(found);
            }
        }
        left.stream().limit(Math.max(0, left.size() - KEPT)).forEach(f -> remove(f.file()));
    }

    /** Removes the oldest of those that have ended when there are too many. */
    public static void bound() {
        if (Files.names(DIRECTORY).size() > KEPT) {
            tidy();
        }
    }

    /** Removes one, and its directories when they are empty. */
    public static void remove(String file) {
        try {
            Files.unlink(file);
            Files.rmdir(DIRECTORY);
            Files.rmdir(OwnLock.DIRECTORY);
        } catch (SysException e) {
            // it is gone, or there are others
            return;
        }
    }
}
