package nsx.dsl.why;

import java.util.Set;
import nsx.dsl.op.queue.QdiscOperations;
import nsx.dsl.why.World.Place;
import nsx.netlink.Attributes;
import nsx.rtnl.Classifiers;
import nsx.rtnl.Qdisc;
import nsx.rtnl.Tbf;

/** Programs and queueing disciplines that devices show packets to, which may drop them or send them elsewhere. */
record DevicePrograms(Trail trail) {
    /** They pass everything on, sooner or later. */
    private static final Set<String> FAIR = Set.of(
            "noqueue", "pfifo_fast", "fq_codel", "fq", "mq", "pfifo", "bfifo", "sfq", "tbf", "codel", "cake", "htb");

    /** They have one class, for everything. */
    private static final Set<String> ALONE = Set.of("netem", "tbf");

    /** They hold filters and queue nothing. */
    private static final Set<String> HOOKS = Set.of("ingress", "clsact");

    /** An echo request of ping with its Ethernet header, in bytes. */
    private static final int SMALLEST = 98;

    /** Bytes of the header of a frame. */
    private static final int ETHERNET = 14;

    private static final long CERTAIN = 0xffffffffL;

    void sending(Place place) {
        attached(place, false);
        for (Qdisc queue : place.net().held().queues()) {
            boolean here = queue.index() == place.link().index();
            if (here && queue.kind().equals("netem")) {
                netem(place, queue);
            } else if (here && Set.of("pfifo", "bfifo").contains(queue.kind())) {
                fifo(place, queue);
            } else if (here && queue.kind().equals("tbf")) {
                bucket(place, queue);
            } else if (here && !HOOKS.contains(queue.kind()) && !FAIR.contains(queue.kind())) {
                trail.notSeen(place, "tc", "whether its queue " + queue.kind() + " passes it on");
            }
            if (here && !queue.kind().equals("ingress")) {
                filtered(place, queue, Classifiers.IN);
            }
        }
    }

    private void attached(Place place, boolean receiving) {
        if (place.net().held().isProgrammed(place.link().index(), receiving)) {
            trail.unsure(place, "tc", "what a program of BPF does with what it " + (receiving ? "receives" : "sends"));
        }
    }

    /** Filters that do something with it, but for those in the place that is not looked at. */
    private void filtered(Place place, Qdisc queue, int other) {
        boolean hook = HOOKS.contains(queue.kind());
        boolean shared = queue.all().has("TCA_INGRESS_BLOCK") || queue.all().has("TCA_EGRESS_BLOCK");
        boolean any = place.net().held().classifiers().stream()
                .filter(f -> f.index() == place.link().index() && f.parent() != other)
                .filter(f -> hook == (f.parent() == Classifiers.IN || f.parent() == Classifiers.OUT))
                // of a queue they choose a class, unless they have actions
                .anyMatch(f -> hook || !f.kind().equals("u32") || !f.actions().isEmpty());
        if (any || shared) {
            trail.unsure(place, "tc", "what the filters of its " + queue.kind() + " do with it");
        }
    }

    /** Whether filters, priorities and marks choose what comes into a queue: those are not followed. */
    private static boolean isOfClass(Place place, Qdisc queue) {
        return place.net().held().queues().stream()
                .filter(q -> q.index() == queue.index() && q.handle() == (queue.parent() & Qdisc.MAJOR))
                .anyMatch(q -> !queue.isRoot() && !ALONE.contains(q.kind()));
    }

    private void netem(Place place, Qdisc queue) {
        double loss = queue.options().header().number("loss") / (double) CERTAIN;
        if (loss >= 1 && isOfClass(place, queue)) {
            trail.notSeen(place, "tc", "whether it comes into its netem of a class, which loses everything");
        } else if (loss >= 1) {
            throw new Fault(
                    place.toString(),
                    "tc",
                    "netem of " + place + " loses everything",
                    Mend.in(
                            place.net(),
                            "delete qdisc: " + Mend.quote(place.link().name())));
        }
        if (loss > 0 && loss < 1 || queue.options().has("TCA_NETEM_LOSS")) {
            trail.notSeen(place, "tc", "whether netem loses it, which it does with a part of all");
        }
        boolean corrupts = queue.options()
                .struct("TCA_NETEM_CORRUPT")
                .filter(c -> c.number("probability") > 0)
                .isPresent();
        if (corrupts) {
            trail.notSeen(place, "tc", "whether netem corrupts it, which it does with a part of all");
        }
    }

    /** One that keeps less than a packet drops all that does not leave at once. */
    private void fifo(Place place, Qdisc queue) {
        long limit = limit(queue);
        if (limit >= 0 && limit < (queue.kind().equals("bfifo") ? SMALLEST : 1)) {
            trail.notSeen(place, "tc", "whether its queue " + queue.kind() + ", which keeps nothing, passes it on");
        }
    }

    /** tc_fifo_qopt is the limit alone; -1 for one that is not told. */
    private static long limit(Qdisc queue) {
        return queue.all()
                .value("TCA_OPTIONS")
                .filter(Attributes.class::isInstance)
                .map(value -> ((Attributes) value).header().number("limit"))
                .orElse(-1L);
    }

    /** A token bucket drops what is larger than the bucket (tbf_enqueue of net/sched/sch_tbf.c), or than its queue. */
    private void bucket(Place place, Qdisc queue) {
        Tbf bucket = Tbf.decode(queue, QdiscOperations.clock());
        long most = Math.min(bucket.burst(), bucket.limit());
        if (most < SMALLEST) {
            trail.notSeen(place, "tc", "whether its tbf passes it on, which takes no packet above " + most + " bytes");
        } else if (most < place.link().mtu() + ETHERNET && isOfClass(place, queue)) {
            trail.notSeen(
                    place,
                    "tc",
                    "whether it comes into its tbf of a class, which takes no frame above " + most + " bytes");
        } else if (most < place.link().mtu() + ETHERNET) {
            trail.lesser(new Fault(
                    place.toString(),
                    "tc",
                    "packets above " + (most - ETHERNET) + " bytes are lost: the tbf of " + place
                            + " takes no frame above " + most + " bytes"));
        }
    }

    void receiving(Place place) {
        boolean program = place.link().all().nested("IFLA_XDP").integer("IFLA_XDP_ATTACHED", 0) != 0;
        if (program) {
            trail.unsure(place, "XDP", "what its program does with it");
        }
        attached(place, true);
        for (Qdisc queue : place.net().held().queues()) {
            if (queue.index() == place.link().index() && HOOKS.contains(queue.kind())) {
                filtered(place, queue, Classifiers.OUT);
            }
        }
    }
}
