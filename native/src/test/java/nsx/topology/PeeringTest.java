package nsx.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import nsx.ns.NamespaceId;
import nsx.rtnl.Link;
import nsx.rtnl.LinkFlags;
import nsx.rtnl.Links;
import org.junit.jupiter.api.Test;

/** Which end belongs to which, with numbers that a map says instead of the kernel. */
class PeeringTest {
    private static final NamespaceId HOST = new NamespaceId(4, 1);
    private static final NamespaceId A = new NamespaceId(4, 2);
    private static final NamespaceId B = new NamespaceId(4, 3);

    private final Map<NamespaceId, Reading> readings = new LinkedHashMap<>();
    private final Map<NamespaceId, Map<NamespaceId, Integer>> numbers = new HashMap<>();
    private final List<NamespaceId> asked = new ArrayList<>();

    private static Link link(int index, String kind, int far, int number) {
        return new Link(
                index,
                kind + index,
                kind,
                new LinkFlags(0),
                "down",
                1500,
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.of(far),
                number < 0 ? OptionalInt.empty() : OptionalInt.of(number),
                Optional.empty(),
                List.of(),
                0,
                0,
                0,
                null,
                Optional.empty(),
                Links.attributes());
    }

    private void has(NamespaceId id, Link... links) {
        readings.put(
                id, new Reading(List.of(links), List.of(), List.of(), List.of(), Optional.empty(), Optional.empty()));
    }

    private Peering peering() {
        return new Peering(readings, HOST, (id, others) -> {
            asked.add(id);
            Map<NamespaceId, Integer> known = new HashMap<>(numbers.getOrDefault(id, Map.of()));
            known.keySet().retainAll(others);
            return known;
        });
    }

    @Test
    void theSameIndexInTwoNamespacesIsToldApartByTheNumber() {
        has(HOST, link(5, "veth", 2, 0), link(6, "veth", 2, 1));
        has(A, link(2, "veth", 6, 0));
        has(B, link(2, "veth", 5, 0));
        numbers.put(HOST, Map.of(A, 1, B, 0));
        Peering peering = peering();
        assertEquals(Optional.of(B), peering.of(HOST, link(5, "veth", 2, 0)));
        assertEquals(Optional.of(A), peering.of(HOST, link(6, "veth", 2, 1)));
        assertEquals(Optional.of(HOST), peering.of(A, link(2, "veth", 6, 0)));
        assertEquals(List.of(HOST), asked, "asking the host settles both sides");
    }

    @Test
    void anEndThatWouldFitButHasAnotherNumberIsNotTheOne() {
        has(HOST, link(5, "veth", 2, 7));
        has(A, link(2, "veth", 5, 0));
        numbers.put(HOST, Map.of(A, 1));
        numbers.put(A, Map.of(HOST, 3));
        Peering peering = peering();
        assertEquals(Optional.empty(), peering.of(HOST, link(5, "veth", 2, 7)));
        assertEquals(Optional.empty(), peering.of(A, link(2, "veth", 5, 0)));
    }

    @Test
    void withoutANumberItIsInTheSameNamespace() {
        has(A, link(3, "veth", 4, -1), link(4, "veth", 3, -1));
        assertEquals(Optional.of(A), peering().of(A, link(3, "veth", 4, -1)));
        assertEquals(List.of(), asked);
    }

    @Test
    void aMacvlanStandsOnTheHostOrElsewhere() {
        has(HOST, link(2, "", 0, -1));
        has(A, link(9, "macvlan", 2, 0));
        has(B, link(9, "macvlan", 2, 0), link(2, "", 0, -1));
        numbers.put(A, Map.of(HOST, 0));
        numbers.put(B, Map.of(A, 1));
        Peering peering = peering();
        assertEquals(Optional.of(HOST), peering.of(A, link(9, "macvlan", 2, 0)));
        assertEquals(Optional.empty(), peering.of(B, link(9, "macvlan", 2, 0)));
    }
}
