package nsx.leftover;

import java.util.ArrayList;
import java.util.List;
import nsx.inverse.Outstanding;
import nsx.ledger.Ledgers;
import nsx.ns.NamespaceException;

/** Finds the changes that killed runs made in unfinished all-or-nothing blocks. */
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
                () -> takeBack(file));
    }

    private static void takeBack(String file) {
        List<String> left = new ArrayList<>();
        Ledgers.settle(
                file, lines -> left.addAll(Outstanding.of(lines).withoutDoubts().carryOut()));
        if (!left.isEmpty()) {
            throw new NamespaceException("not taken back: " + String.join("; ", left));
        }
    }
}
