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

        /** Whether its run was killed inside a block that is all or nothing. */
        public boolean isHalfDone() {
            return !isLive
                    && isOfThisBoot()
                    && run.filter(r -> !r.hasEnded() && r.isHalf()).isPresent();
        }

        /** Whether nothing is there of what the run has made, and it is over. */
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

    /** All of them, the oldest run first. */
    public static List<Found> all() {
        List<Found> all = new ArrayList<>();
        for (String name : Files.names(DIRECTORY)) {
            String file = file(name);
            try (Fd fd = Files.open(file, Files.O_RDONLY | Files.O_NOFOLLOW | Files.O_NONBLOCK)) {
                boolean live = !Files.tryLock(fd);
                all.add(new Found(file, RunRecord.read(Files.readText(file, LONGEST)), live));
            } catch (SysException e) {
                // it was removed, or nsx did not write it
                continue;
            }
        }
        return all;
    }

    /**
     * Hands over what a ledger says, while nobody else does so, and removes it when nothing is left then of what its run has made.
     *
     * @param action is told the lines; after it nothing of them is to be taken back
     */
    public static void settle(String file, Consumer<List<LedgerLine>> action) {
        try (Fd fd = Files.open(file, Files.O_RDWR | Files.O_NOFOLLOW | Files.O_NONBLOCK)) {
            if (!Files.tryLock(fd)) {
                return;
            }
            // the end of the file is where the line goes then
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
            // somebody else was faster
            return;
        }
        removeVain(file);
    }

    /** Removes one when nothing is left of what its run has made. */
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

    /** Removes ledgers whose objects are all gone, and the oldest ones beyond the number that is kept. */
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
