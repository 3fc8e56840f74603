package nsx.rtnl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import nsx.netlink.CodecException;
import nsx.netlink.Message;
import org.junit.jupiter.api.Test;

/** What is read from a message's bytes at once is what decoding all of it gives. */
class LazyDecodingTest {
    private static final List<String> ROUTES =
            List.of("default", "default6", "table", "multipath", "blackhole", "via6", "get");
    private static final List<String> LINKS = List.of("lo", "veth", "veth-port", "veth-far");

    @Test
    void routes() {
        for (String name : ROUTES) {
            Message message = Captured.message("route-" + name);
            Route whole = Route.decode(message);
            whole.all();
            Route route = Route.decode(message);
            assertEquals(whole.to(), route.to(), name);
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

    @Test
    void bytesThatAreCutOffAreTold() {
        Message route = Captured.message("route-table");
        byte[] payload = Arrays.copyOf(route.payload(), route.payload().length - 3);
        Message cut = new Message(route.type(), route.flags(), 0, 0, payload);
        assertThrows(CodecException.class, () -> Route.decode(cut).metric());
        Message tiny = new Message(route.type(), route.flags(), 0, 0, new byte[5]);
        assertThrows(CodecException.class, () -> Route.decode(tiny));
    }
}
