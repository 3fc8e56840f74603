package nsx.rtnl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import nsx.netlink.CodecException;
import nsx.netlink.Message;
import org.junit.jupiter.api.Test;

/** What is read from a message's bytes at once is what decoding all of it gives. */
class LazyDecodingTest {
    private static final List<String> ROUTES =
            List.of("default", "default6", "table", "multipath", "blackhole", "via6", "get");
    private static final int TIMES = 1000;
    private static final List<String> LINKS = List.of("lo", "veth", "veth-port", "veth-far");

    @Test
    void routes() {
        for (String name : ROUTES) {
            Message message = Captured.message("route-" + name);
            Route whole = Route.decode(message);
            whole.all();
            Route route = Route.decode(message);
            assertEquals(whole.to(), route.to(), name);
            assertEquals(whole.destination(), route.destination(), name);
            assertEquals(whole.table(), route.table(), name);
            assertEquals(whole.family(), route.family(), name);
            assertEquals(whole.flags(), route.flags(), name);
            assertEquals(whole.isDefault(), route.isDefault(), name);
            assertEquals(whole, route, name);
        }
    }

    @Test
    void links() {
        for (String name : LINKS) {
            Message message = Captured.message("link-" + name);
            Link whole = Link.decode(message);
            whole.all();
            Link link = Link.decode(message);
            assertEquals(whole.index(), link.index(), name);
            assertEquals(whole.name(), link.name(), name);
            assertEquals(whole.flags(), link.flags(), name);
            assertEquals(whole, link, name);
        }
    }

    /** Ten thousand routes are read in a row; what each allocates is what such a list costs. */
    @Test
    void aDestinationAllocatesLittleMoreThanItsText() {
        Message message = Captured.message("route-table");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Route.decode(message).destination();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < TIMES; i++) {
            Route route = Route.decode(message);
            assertEquals(Family.INET, route.family());
            route.table();
            route.flags();
            route.destination();
        }
        long each = (threads.getCurrentThreadAllocatedBytes() - before) / TIMES;
        assertTrue(each < 160, each + " bytes each: a route is 24, its text 100");
    }

    @Test
    void bytesThatAreCutOffAreTold() {
        Message route = Captured.message("route-table");
        byte[] payload = Arrays.copyOf(route.payload(), route.payload().length - 3);
        Message cut = new Message(route.type(), route.flags(), 0, 0, payload);
        assertThrows(CodecException.class, () -> Route.decode(cut).metric());
        byte[] longer = route.payload().clone();
        longer[1] = (byte) 129;
        Message wrong = new Message(route.type(), route.flags(), 0, 0, longer);
        assertThrows(CodecException.class, () -> Route.decode(wrong).destination());
        Message tiny = new Message(route.type(), route.flags(), 0, 0, new byte[5]);
        assertThrows(CodecException.class, () -> Route.decode(tiny));
    }
}
