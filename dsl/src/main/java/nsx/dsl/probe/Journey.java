package nsx.dsl.probe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The way of a packet and of its answer, namespace by namespace. */
final class Journey {
    private final List<Leg> legs = new ArrayList<>();

    /** The stay in a namespace, which begins now unless it is known. */
    Leg leg(String net, boolean back) {
        return find(net, back).orElseGet(() -> {
            Leg leg = new Leg(net, back);
            legs.add(leg);
            return leg;
        });
    }

    Optional<Leg> find(String net, boolean back) {
        return legs.stream()
                .filter(l -> l.net().equals(net) && l.back() == back)
                .findFirst();
    }

    /** Orders what was not seen in order: as it was foretold, and the way back as the way there otherwise. */
    void order(Journey foretold) {
        List<Leg> said = foretold.legs();
        List<String> there = new ArrayList<>(
                said.stream().filter(l -> !l.back()).map(Leg::net).toList());
        legs.stream().filter(l -> !l.back() && !there.contains(l.net())).forEach(l -> there.add(l.net()));
        List<String> back =
                new ArrayList<>(said.stream().filter(Leg::back).map(Leg::net).toList());
        for (int i = there.size() - 1; i >= 0; i--) {
            if (!back.contains(there.get(i))) {
                back.add(there.get(i));
            }
        }
        legs.sort(Comparator.comparing(l -> (l.back() ? back : there).indexOf(l.net())));
    }

    /** The way there, and then the way back. */
    List<Leg> legs() {
        List<Leg> all = new ArrayList<>(legs.stream().filter(l -> !l.back()).toList());
        all.addAll(legs.stream().filter(Leg::back).toList());
        return all;
    }

    boolean isEmpty() {
        return legs.isEmpty();
    }
}
