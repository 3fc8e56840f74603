package nsx.dsl.why;

import java.util.Set;
import nsx.dsl.why.World.Place;
import nsx.rtnl.Qdisc;

/** Programs and queueing disciplines that devices show packets to, which may drop them or send them elsewhere. */
record Programs(Trail trail) {
    /** They pass everything on, sooner or later. */
    private static final Set<String> FAIR = Set.of(
            "noqueue", "pfifo_fast", "fq_codel", "fq", "mq", "pfifo", "bfifo", "sfq", "tbf", "codel", "cake", "htb");

    private static final long CERTAIN = 0xffffffffL;

    void sending(Place place) {
        for (Qdisc queue : place.net().held().queues()) {
            boolean here = queue.index() == place.link().index();
            if (here && queue.kind().equals("netem")) {
                netem(place, queue);
            } else if (here && queue.kind().equals("clsact")) {
                trail.unsure(place, "tc", "what the filters of its clsact do with it");
            } else if (here && !queue.kind().equals("ingress") && !FAIR.contains(queue.kind())) {
                trail.notSeen(place, "tc", "whether its queue " + queue.kind() + " passes it on");
            }
        }
    }

    private void netem(Place place, Qdisc queue) {
        double loss = queue.options().header().number("loss") / (double) CERTAIN;
        if (loss >= 1) {
            throw new Fault(
                    place.toString(),
                    "tc",
                    "netem of " + place + " loses everything",
                    Mend.in(
                            place.net(),
                            "delete qdisc: " + Mend.quote(place.link().name())));
        }
        if (loss > 0) {
            trail.notSeen(place, "tc", "whether netem loses it, which it does with a part of all");
        }
    }

    void receiving(Place place) {
        boolean program = place.link().all().nested("IFLA_XDP").integer("IFLA_XDP_ATTACHED", 0) != 0;
        if (program) {
            trail.unsure(place, "XDP", "what its program does with it");
        }
        for (Qdisc queue : place.net().held().queues()) {
            boolean here = queue.index() == place.link().index();
            if (here && Set.of("ingress", "clsact").contains(queue.kind())) {
                trail.unsure(place, "tc", "what the filters of its " + queue.kind() + " do with it");
            }
        }
    }
}
