package nsx.ledger;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.OwnLock;
import nsx.sys.SysException;

/**
 * The ledger that this run writes. The run holds its lock (flock(2)) until the process ends in any way. Each line is
 * one write(2), so a killed run leaves whole lines and at most one partial line.
 */
public final class LedgerFile implements AutoCloseable {
    /** The size limit in bytes; a line about an object may use up to twice as much. */
    static final int LARGEST = 4 << 20;

    private static final int O_APPEND = 02000;
    /** Attempts to create the file: another nsx may remove the empty directory before the file is created. */
    private static final int TRIES = 1000;

    private final String file;
    private final String head;
    private Fd fd;
    private long written;

    private LedgerFile(String id, String head) {
        this.file = Ledgers.file(id);
        this.head = head;
        this.fd = open(file);
        write(head);
    }

    /**
     * Begins the ledger of a run.
     *
     * @throws SysException if the ledger cannot be written
     */
    public static LedgerFile begin(String user, String script) {
        long now = System.currentTimeMillis();
        for (int tries = 0; ; tries++) {
            // the ids of a host's runs sort by time
            String id = Long.toString(now / 1000, 36)
                    + Long.toString(ProcessHandle.current().pid() + tries, 36);
            try {
                LedgerLine head = LedgerLine.of(
                        LedgerLine.HEAD, RunRecord.VERSION, Ledgers.boot(), id, Long.toString(now), user, script);
                return new LedgerFile(id, head.text());
            } catch (SysException e) {
                boolean again = e.errno() == Errno.ENOENT || e.errno() == Errno.EEXIST;
                if (!again || tries > TRIES) {
                    throw e;
                }
            }
        }
    }

    private static Fd open(String file) {
        Files.ensureDirectory(OwnLock.DIRECTORY, 0755);
        Files.ensureDirectory(Ledgers.DIRECTORY, 0700);
        Fd fd = Files.open(file, Files.O_WRONLY | Files.O_CREAT | Files.O_EXCL | Files.O_NOFOLLOW | O_APPEND, 0600);
        // no other process can have the file open
        Files.tryLock(fd);
        return fd;
    }

    /** Whether there is no room for what is about to be done. */
    public boolean isFull() {
        return written > LARGEST;
    }

    /**
     * Replaces the ledger by a shorter one that lists the created objects without their operations. The new file
     * replaces the old one at once, so a run that is killed meanwhile leaves one or both.
     *
     * @param made the objects that still exist, each with the name of its context
     * @throws SysException if the file cannot be written; the old one then stays
     */
    public void renew(Map<Thing, String> made) {
        String text = head
                + made.entrySet().stream()
                        .map(entry -> line(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining());
        String next = file + ".new";
        Fd renewed = open(next);
        try {
            Files.write(renewed, text);
            Files.rename(next, file);
        } catch (SysException e) {
            renewed.close();
            Ledgers.remove(next);
            throw e;
        }
        fd.close();
        fd = renewed;
        written = text.length();
    }

    /**
     * Writes the line of an operation that is about to start.
     *
     * @param namespaces the inodes of the context
     * @param where the name of the context
     */
    public void about(String namespaces, String where, String prose, String command) {
        write(LedgerLine.of(LedgerLine.DO, Long.toString(System.currentTimeMillis()), namespaces, where, prose, command)
                .text());
    }

    /**
     * Writes the objects that one operation has created, in one write(2).
     *
     * @param where returns the name of an object's context
     */
    public void made(List<Thing> things, Function<Thing, String> where) {
        if (!things.isEmpty() && written <= 2 * LARGEST) {
            write(things.stream().map(thing -> line(thing, where.apply(thing))).collect(Collectors.joining()));
        }
    }

    private static String line(Thing thing, String where) {
        return LedgerLine.of(
                        LedgerLine.MADE,
                        thing.sort().name(),
                        thing.what(),
                        Long.toString(thing.home()),
                        thing.path(),
                        thing.place(),
                        thing.id(),
                        where)
                .text();
    }

    /** Writes any other line. */
    public void tell(LedgerLine line) {
        if (written <= 2 * LARGEST) {
            write(line.text());
        }
    }

    private void write(String text) {
        Files.write(fd, text);
        written += text.length();
    }

    /**
     * Ends the run; its ledger stays while any of its objects exists.
     *
     * @param made the objects that the run has created
     */
    public void end(Collection<Thing> made) {
        if (new Presence().hasAny(made)) {
            write(LedgerLine.of(LedgerLine.END, Long.toString(System.currentTimeMillis()))
                    .text());
        } else {
            Ledgers.remove(file);
        }
    }

    @Override
    public void close() {
        fd.close();
    }
}
