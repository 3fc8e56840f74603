package nsx.leftover;

import java.util.List;
import nsx.process.AbandonedKeeper;

/** Finds processes that keep a pid namespace which is mounted nowhere and has no other process. */
final class LeftKeepers {
    private LeftKeepers() {}

    static List<Leftover> all() {
        return AbandonedKeeper.all().stream().map(LeftKeepers::left).toList();
    }

    private static Leftover left(AbandonedKeeper keeper) {
        return new Leftover(
                "keeper",
                String.valueOf(keeper.pid()),
                keeper.namespace(),
                "its namespace has no name, and no other process is in it",
                "kill -KILL " + keeper.pid(),
                keeper::end);
    }
}
