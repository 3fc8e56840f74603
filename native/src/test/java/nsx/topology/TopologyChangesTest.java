package nsx.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nsx.topology.Device.Assigned;
import nsx.topology.Device.Far;
import org.junit.jupiter.api.Test;

class TopologyChangesTest {
    private static Device device(int index, String name, String state, String... addresses) {
        return new Device(
                index,
                name,
                "veth",
                state,
                Stream.of(addresses)
                        .map(a -> new Assigned(a, false, ChangeMark.SAME))
                        .toList(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ChangeMark.SAME);
    }

    private static Net net(long inode, Device... devices) {
        return new Net(
                inode,
                List.of("n" + inode),
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                List.of(devices),
                List.of(),
                List.of(),
                List.of(),
                ChangeMark.SAME);
    }

    private static Topology of(Net... nets) {
        return new Topology(List.of(nets), List.of());
    }

    @Test
    void whatIsNewGoneAndDifferentIsMarked() {
        Topology before = of(net(1, device(1, "a", "up", "10.0.0.1/24"), device(2, "b", "up")), net(2));
        Topology now = of(net(1, device(1, "a", "up", "10.0.0.2/24"), device(3, "b", "up")), net(3));
        Topology both = now.since(before);
        assertEquals(
                List.of("1 CHANGED", "2 GONE", "3 ADDED"),
                both.nets().stream().map(n -> n.inode() + " " + n.mark()).toList());
        Net first = both.nets().get(0);
        assertEquals(
                List.of("1 CHANGED", "2 GONE", "3 ADDED"),
                first.devices().stream().map(d -> d.index() + " " + d.mark()).toList());
        assertEquals(
                List.of("10.0.0.1/24 GONE", "10.0.0.2/24 ADDED"),
                first.devices().get(0).addresses().stream()
                        .map(a -> a.address() + " " + a.mark())
                        .toList());
    }

    @Test
    void nothingIsMarkedWhenNothingChanged() {
        Topology look = of(net(1, device(1, "a", "up", "10.0.0.1/24")));
        assertFalse(look.since(look).isChanged());
    }

    @Test
    void aComparisonCanBeComparedAgain() {
        Topology first = of(net(1, device(1, "a", "up")));
        Topology second = of(net(1, device(1, "a", "down")), net(2));
        Topology compared = second.since(first);
        assertTrue(compared.isChanged());
        assertEquals(second, compared.now());
        assertFalse(second.since(compared).isChanged());
        List<Net> gone = first.since(compared).nets().stream()
                .filter(net -> net.inode() == 2)
                .toList();
        assertEquals(List.of(ChangeMark.GONE), gone.stream().map(Net::mark).toList());
    }

    @Test
    void onlyWhatHangsTogether() {
        Device cable = new Device(
                2,
                "x",
                "veth",
                "up",
                List.of(),
                Optional.empty(),
                Optional.of(new Far(2, 7, Optional.of("y"))),
                Optional.empty(),
                Optional.empty(),
                ChangeMark.SAME);
        Topology all = of(net(1, cable), net(2), net(3));
        assertEquals(
                List.of(1L, 2L),
                all.around(Set.of(2L)).nets().stream().map(Net::inode).toList());
        assertEquals(
                List.of(3L),
                all.around(Set.of(3L)).nets().stream().map(Net::inode).toList());
    }
}
