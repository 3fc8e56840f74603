package nsx.leftover;

import java.util.ArrayList;
import java.util.List;
import nsx.ledger.Ledgers;
import nsx.ledger.Presence;
import nsx.ledger.RunRecord;
import nsx.ledger.Thing;
import nsx.netlink.Connection;
import nsx.netlink.Request;
import nsx.nft.DropTable;
import nsx.nft.TableName;
import nsx.ns.Namespace;
import nsx.ns.NsThread;
import nsx.sys.NetlinkSocket;
import nsx.sys.Tasks;

/** Finds the tables of nftables by which a killed run partitioned networks or impaired a link. */
final class LeftTables {
    private LeftTables() {}

    static List<Leftover> all() {
        Presence presence = new Presence();
        List<Leftover> all = new ArrayList<>();
        for (Ledgers.Found found : Ledgers.all()) {
            if (!found.isLive()
                    && found.isOfThisBoot()
                    && !found.run().orElseThrow().hasEnded()) {
                found.run().orElseThrow().made().stream()
                        .filter(made -> isDropping(made.thing()))
                        .filter(made -> presence.find(made.thing()).isPresent())
                        .map(made -> left(found, made))
                        .forEach(all::add);
            }
        }
        return all;
    }

    private static boolean isDropping(Thing thing) {
        return thing.sort() == Thing.Sort.TABLE
                && DropTable.isName(TableName.read(thing.place()).name());
    }

    private static Leftover left(Ledgers.Found found, RunRecord.Made made) {
        TableName table = TableName.read(made.thing().place());
        String where = made.where().equals("host") ? "" : "ip netns exec " + made.where() + " ";
        return new Leftover(
                "nftables table",
                table.name(),
                made.where(),
                "the nsx that made it was killed",
                where + table.deleteCommand(),
                () -> remove(found.file(), made.thing(), table));
    }

    private static void remove(String ledger, Thing thing, TableName table) {
        Presence presence = new Presence();
        if (presence.find(thing).isPresent()) {
            boolean here = Tasks.namespace(thing.sort().home().file()).inode() == thing.home();
            List<Namespace> home =
                    here ? List.of() : List.of(presence.home(thing).orElseThrow());
            NsThread.enter(home, () -> {
                try (Connection connection = new Connection(NetlinkSocket.open(Request.NETFILTER))) {
                    return connection.pipeline(table.delete());
                }
            });
        }
        Ledgers.removeVain(ledger);
    }
}
