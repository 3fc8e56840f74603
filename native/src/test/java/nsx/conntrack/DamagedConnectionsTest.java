package nsx.conntrack;

import java.util.List;
import java.util.function.Supplier;
import nsx.netlink.Message;
import nsx.test.Mutations;
import org.junit.jupiter.api.Test;

/** Connections whose bytes make no sense. */
class DamagedConnectionsTest {
    @Test
    void areReadOrACodecException() {
        List<byte[]> samples = ConntrackTest.CAPTURED.stream()
                .map(hex -> ConntrackTest.message(hex).payload())
                .toList();
        Mutations.read("ctnetlink", samples, bytes -> {
            TrackedConnection damaged = TrackedConnection.decode(new Message(256, 0, 0, 0, bytes));
            List.<Supplier<?>>of(
                            damaged::state,
                            damaged::timeout,
                            damaged::mark,
                            damaged::zone,
                            damaged::status,
                            damaged::isRedirected,
                            damaged::isDisguised,
                            damaged::toString)
                    .forEach(Supplier::get);
        });
    }
}
