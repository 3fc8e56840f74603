package nsx.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import nsx.test.Fresh;
import org.junit.jupiter.api.Test;

/** The ledger that a run writes. */
class LedgerFileTest {
    private static Thing link(int index) {
        return new Thing(Thing.Sort.LINK, "bridge b" + index, 7, "", "", Integer.toString(index));
    }

    @Test
    void oneThatIsFullIsWrittenAnewWithWhatIsThere() {
        Fresh.call(() -> {
            try (LedgerFile ledger = LedgerFile.begin("root", "lab.nsx")) {
                ledger.made(List.of(link(1), link(2)), thing -> "host");
                while (!ledger.isFull()) {
                    ledger.about("", "host", "set x".repeat(10_000), "");
                }
                ledger.renew(Map.of(link(2), "host"));
                assertFalse(ledger.isFull());
                ledger.made(List.of(link(3)), thing -> "host");
                Ledgers.Found found = Ledgers.all().get(0);
                assertEquals(1, Ledgers.all().size());
                assertTrue(found.isLive());
                RunRecord run = found.run().orElseThrow();
                assertEquals(found.file(), Ledgers.file(run.id()));
                assertEquals("lab.nsx", run.script());
                assertEquals(
                        List.of(link(2), link(3)),
                        run.made().stream().map(RunRecord.Made::thing).toList());
            }
            assertFalse(Ledgers.all().get(0).isLive());
            return null;
        });
    }
}
