package nsx.dsl.change;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import nsx.ledger.LedgerFile;
import nsx.ledger.LedgerLine;
import nsx.ledger.Ledgers;
import nsx.ledger.Presence;
import nsx.ledger.Thing;
import nsx.netlink.NetlinkException;
import nsx.ns.Context;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceKind;
import nsx.sys.SysException;

/** The ledger of one run. If it cannot be written, one notice reports it and the operation is still executed. */
final class RunLedger {
    private static final int MOST = 256;

    private final Context host;
    private final Consumer<String> notices;
    private final RunThings made = new RunThings();

    private LedgerFile file;
    private boolean removes;
    /** Whether an object was removed since the last check of which still exist. */
    private boolean isStale;
    /** Whether an all-or-nothing block is running. */
    private boolean isHalf;
    /** The number of entries after which it checks which still exist. */
    private int most = MOST;

    RunLedger(String script, Context host, Consumer<String> notices) {
        this.host = host;
        this.notices = notices;
        try {
            file = LedgerFile.begin(user(), script);
            Ledgers.bound();
        } catch (SysException e) {
            fail(e.getMessage());
        }
    }

    private static String user() {
        String caller = System.getenv("SUDO_USER");
        return caller == null ? System.getProperty("user.name") : caller;
    }

    private synchronized void fail(String why) {
        if (file != null) {
            file.close();
            file = null;
        }
        notices.accept("the ledger of this run is not complete: " + why);
    }

    Object run(Operation operation, Executor next, Kernel kernel) {
        note(operation);
        MadeThings things = MadeThings.of(operation, kernel);
        Object answer = next.run(things.operation());
        note(things, answer);
        return answer;
    }

    private synchronized void note(Operation operation) {
        boolean removing = removes(operation.prose());
        removes |= removing;
        isStale |= removing;
        if (file == null) {
            return;
        }
        try {
            bound();
            if (file.isFull()) {
                fail("it is full");
                return;
            }
            file.about(inodes(operation.context()), where(operation.context()), operation.prose(), operation.command());
        } catch (SysException e) {
            fail(e.getMessage());
        }
    }

    /** Forgets objects that are gone. It runs rarely, since each object must be looked up. */
    private void bound() {
        boolean renews = file.isFull() && !isHalf;
        if (isStale && (renews || made.size() > most)) {
            Presence presence = new Presence();
            made.removeIf(thing -> presence.find(thing).isEmpty());
            most = Math.max(MOST, 2 * made.size());
            isStale = false;
        }
        if (renews) {
            file.renew(made.all());
        }
    }

    /** Writes a line of an all-or-nothing block. */
    synchronized void tell(LedgerLine line) {
        isHalf = !line.is(LedgerLine.KEPT) && (isHalf || line.is(LedgerLine.BACK));
        if (file == null) {
            return;
        }
        try {
            file.tell(line);
        } catch (SysException e) {
            fail(e.getMessage());
        }
    }

    private static boolean removes(String prose) {
        return prose.startsWith("delete ") || prose.startsWith("remove ") || prose.startsWith("unmount ");
    }

    private synchronized void note(MadeThings things, Object answer) {
        if (file == null) {
            return;
        }
        try {
            List<Thing> found = things.found(answer, made);
            if (!things.isNew()) {
                found.forEach(made::removeSame);
            }
            found.forEach(
                    thing -> made.add(thing, where(thing, things.operation().context())));
            file.made(found, made.all()::get);
        } catch (SysException | NamespaceException | NetlinkException e) {
            // the object is already removed, or the ledger cannot be written
            if (e instanceof SysException s && s.call().equals("write")) {
                fail(e.getMessage());
            }
        }
    }

    /**
     * The context of an object: a device can be created in, or moved to, another namespace than that of the request.
     */
    private String where(Thing thing, Context context) {
        if (thing.sort() == Thing.Sort.LINK && !thing.path().isEmpty()) {
            return thing.path().substring(thing.path().lastIndexOf('/') + 1);
        }
        boolean atHost = thing.sort() == Thing.Sort.LINK
                && thing.home() == host.net().id().inode();
        return where(atHost ? host : context);
    }

    /** The inodes of the context's namespaces that are not the host's. */
    private String inodes(Context context) {
        return context.all().stream()
                .filter(n -> !host.get(n.kind()).equals(Optional.of(n)))
                .map(n -> n.text())
                .collect(Collectors.joining(" "));
    }

    /** The name of the context for a person. */
    private String where(Context context) {
        String names = context.all().stream()
                .filter(n -> n.kind() != NamespaceKind.USER)
                .filter(n -> !host.get(n.kind()).equals(Optional.of(n)))
                .map(n -> n.path().map(p -> p.substring(p.lastIndexOf('/') + 1)).orElse(n.text()))
                .distinct()
                .collect(Collectors.joining(" "));
        return names.isEmpty() ? "host" : names;
    }

    synchronized void close() {
        try {
            if (file != null) {
                file.end(made.all().keySet());
                file.close();
            }
            if (removes) {
                // objects of earlier runs may be gone now
                Ledgers.tidy();
            }
        } catch (SysException | NamespaceException e) {
            fail(e.getMessage());
        }
    }
}
