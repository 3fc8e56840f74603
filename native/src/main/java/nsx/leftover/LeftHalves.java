package nsx.leftover;

import java.util.List;
import nsx.inverse.Outstanding;
import nsx.ledger.Ledgers;

/** What runs had done of a block that is all or nothing when they were killed. */
final class LeftHalves {
    private LeftHalves() {}

    static List<Leftover> all() {
        return Ledgers.all().stream()
                .filter(Ledgers.Found::isHalfDone)
                .map(found -> left(found.file()))
                .toList();
    }

    private static Leftover left(String file) {
        return new Leftover(
                "half a block",
                file.substring(file.lastIndexOf('/') + 1),
                file,
                "its run was killed inside atomic",
                "nsx gc",
                () -> Ledgers.settle(
                        file, lines -> Outstanding.of(lines).withoutDoubts().carryOut()));
    }
}
