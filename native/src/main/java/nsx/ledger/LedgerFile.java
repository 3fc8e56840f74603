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
 * The ledger that this run writes. Its lock (flock(2)) is held as long as the run lives, however that ends, and each line is one
 * write(2), so that a run that is killed leaves whole lines and at most one half.
 */
public final class LedgerFile implements AutoCloseable {
    /** In bytes; a line that tells of an object may take up to twice as much. */
    static final int LARGEST = 4 << 20;

    private static final int O_APPEND = 02000;
    /** Another nsx may remove the directory, which is empty, between its making and that of the file. */
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
     * @throws SysException when it cannot be written
     */
    public static LedgerFile begin(String user, String script) {
        long now = System.currentTimeMillis();
        for (int tries = 0; ; tries++) {
            // the names of a host's runs sort by their time
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
        // nobody else can have opened it
        Files.tryLock(fd);
        return fd;
    }

    /** Whether there is no room for what is about to be done. */
    public boolean isFull() {
        return written > LARGEST;
    }

    /**
     * Writes it anew: what the run has made, without how. The new file takes the place of the old one at once, so that a run that is
     * killed meanwhile leaves both or one of them.
     *
     * @param made all that is still there, with the name of its context
     * @throws SysException when it cannot be written; the old one stays
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
     * What is about to be done.
     *
     * @param namespaces the inodes of the context
     * @param where its name
     */
    public void about(String namespaces, String where, String prose, String command) {
        write(LedgerLine.of(LedgerLine.DO, Long.toString(System.currentTimeMillis()), namespaces, where, prose, command)
                .text());
    }

    /**
     * What one operation has made, by one write(2).
     *
     * @param where the name of the context of each
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

    /** A line of something else. */
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
     * The run is over: its ledger stays while something of what it made is there.
     *
     * @param made all of that
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
