package nsx.ns;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import nsx.sys.Fd;
import nsx.test.Fresh;
import nsx.test.Peer;
import org.junit.jupiter.api.Test;

class NamespaceTest {
    @Test
    void aProgramFindsOneThatIsClosedMeanwhile() {
        Fresh.call(() -> {
            Namespace net = Namespace.ofThisThread(NamespaceKind.NET);
            List<Fd> held = new ArrayList<>();
            String path = net.reach(held);
            net.close();
            assertEquals(net.id().inode(), inode(path));
            held.forEach(Fd::close);
            return null;
        });
    }

    private static long inode(String path) {
        return Long.parseLong(Peer.run("stat -Lc %i " + path).strip());
    }
}
