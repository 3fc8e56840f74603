package nsx.leftover;

import java.util.List;
import nsx.ledger.Ledgers;
import nsx.ledger.Presence;
import nsx.process.Program;

/** Finds ledgers of ended runs whose objects are all gone. */
final class LeftLedgers {
    private LeftLedgers() {}

    static List<Leftover> all() {
        Presence presence = new Presence();
        return Ledgers.all().stream()
                .filter(found -> found.isVain(presence))
                .map(LeftLedgers::left)
                .toList();
    }

    private static Leftover left(Ledgers.Found found) {
        String file = found.file();
        return new Leftover(
                "ledger",
                file.substring(file.lastIndexOf('/') + 1),
                file,
                found.run().isEmpty()
                        ? "it cannot be read"
                        : found.isOfThisBoot() ? "nothing is left of what its run made" : "its run was before the boot",
                "rm " + Program.quoted(file),
                () -> Ledgers.remove(file));
    }
}
