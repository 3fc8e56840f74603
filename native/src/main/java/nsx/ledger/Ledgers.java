package nsx.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.OwnLock;
import nsx.sys.SysException;

/** The ledgers of this host. Only root can see ledgers; other users have none. */
public final class Ledgers {
    /** The directory of the ledgers, which has one file per run. */
    public static final String DIRECTORY = OwnLock.DIRECTORY + "/ledger";

    /** The number of ended runs that are kept; the oldest ones are removed. */
    static final int KEPT = 64;

    private static final int LONGEST = 3 * LedgerFile.LARGEST;

    private Ledgers() {}

    /**
     * The file of a run.
     *
     * @param run the content; empty if the file cannot be read
     * @param isLive whether the run is still going on
     */
    public record Found(String file, Optional<RunRecord> run, boolean isLive) {
        /** Whether the run belongs to this boot; objects of earlier boots no longer exist. */
        public boolean isOfThisBoot() {
            return run.filter(r -> r.boot().equals(boot())).isPresent();
        }

        /** Whether the run was killed inside an all-or-nothing block. */
        public boolean isHalfDone() {
            return !isLive
                    && isOfThisBoot()
                    && run.filter(r -> !r.hasEnded() && r.isHalf()).isPresent();
        }

        /** Whether the run is over and none of its objects exists. */
        public boolean isVain(Presence presence) {
            if (isLive) {
                return false;
            }
            return !isOfThisBoot()
                    || !isHalfDone()
                            && !presence.hasAny(run.orElseThrow().made().stream()
                                    .map(RunRecord.Made::thing)
                                    .toList());
        }
    }

    /** All ledgers, the oldest run first. */
    public static List<Found> all() {
        List<Found> all = new ArrayList<>();
        for (String name : Files.names(DIRECTORY)) {
            String file = file(name);
            try (Fd fd = Files.open(file, Files.O_RDONLY | Files.O_NOFOLLOW | Files.O_NONBLOCK)) {
                boolean live = !Files.tryLock(fd);
                all.add(new Found(file, RunRecord.read(Files.readText(file, LONGEST)), live));
            } catch (SysException e) {
                // the file was removed, or nsx did not write it
                continue;
            }
        }
        return all;
    }

    /**
     * Passes a ledger's lines to an action under a lock, and removes the ledger if none of its run's objects exists
     * afterwards.
     *
     * @param action receives the lines; afterwards none of their changes is to be undone
     */
    public static void settle(String file, Consumer<List<LedgerLine>> action) {
        try (Fd fd = Files.open(file, Files.O_RDWR | Files.O_NOFOLLOW | Files.O_NONBLOCK)) {
            if (!Files.tryLock(fd)) {
                return;
            }
            // reading to the end puts the offset where the next line will be written
            String text = Files.readText(fd);
            if (!RunRecord.read(text).filter(r -> r.isHalf() && !r.hasEnded()).isPresent()) {
                return;
            }
            action.accept(LedgerLine.read(text));
            boolean whole = text.endsWith("\n");
            Files.write(fd, (whole ? "" : "\n") + LedgerLine.of(LedgerLine.KEPT).text());
        } catch (SysException e) {
            if (e.errno() != Errno.ENOENT) {
                throw e;
            }
            // another process settled it first
            return;
        }
        removeVain(file);
    }

    /** Removes a ledger if none of its run's objects exists. */
    public static void removeVain(String file) {
        Presence presence = new Presence();
        all().stream().filter(f -> f.file().equals(file) && f.isVain(presence)).forEach(f -> remove(f.file()));
    }

    static String file(String id) {
        return DIRECTORY + "/" + id;
    }

    static String boot() {
        return Files.readText("/proc/sys/kernel/random/boot_id", Files.SMALL).strip();
    }

    /** Removes ledgers whose objects are all gone, and the oldest ones beyond the limit. */
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

    /** Removes the oldest ledgers of ended runs if there are too many. */
    public static void bound() {
        if (Files.names(DIRECTORY).size() > KEPT) {
            tidy();
        }
    }

    /** Removes a ledger, and its directories if they are empty. */
    public static void remove(String file) {
        try {
            Files.unlink(file);
            Files.rmdir(DIRECTORY);
            Files.rmdir(OwnLock.DIRECTORY);
        } catch (SysException e) {
            // the directory is gone or not empty
            return;
        }
    }
}
