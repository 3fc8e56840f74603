package nsx.dsl.probe;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nsx.dsl.probe.Leg.Fact;
import nsx.dsl.why.NetState;
import nsx.dsl.why.World;
import nsx.dsl.why.World.Place;
import nsx.rtnl.Link;
import nsx.trace.DropReason;
import nsx.trace.KernelEvent;
import nsx.trace.Watch.Seen;

/**
 * Reads what the trace points of the kernel told. They name neither namespaces nor addresses of frames: a frame is followed by its number
 * from the thread that sent it, from device to device over the cables that are known. What is sent while such a frame is handled is its
 * answer, a copy of it or a question for a neighbour; what is handled beside it is not looked at.
 */
final class KernelSteps {
    /** Bytes of the header of a frame. */
    private static final int ETHERNET = 14;

    /** The reason of a drop by a host that has another hardware address. */
    private static final String STRANGER = "OTHERHOST";

    /** The reason of a drop by nftables or iptables. */
    private static final String BY_FILTER = "NETFILTER_DROP";

    private final World world;
    private final Map<String, NetState> nets;
    private final Seen seen;
    private final Journey journey;
    private final KernelLookups lookups;
    private final Map<String, Frame> frames = new HashMap<>();
    /** Where the packet is. */
    private NetState net;

    private boolean back;
    /** What each thread, and each soft interrupt in its time, is about. */
    private final Map<String, Activity> activities = new HashMap<>();

    private Activity now;
    /** Where its frame came to somebody that it was not for: bridges send copies to many. */
    private final Map<Leg, Fact> strangers = new LinkedHashMap<>();

    /** Questions for a neighbour that were dropped, by namespace. */
    private final Map<String, Fact> unasked = new LinkedHashMap<>();

    /**
     * A frame on its way.
     *
     * @param out the device that it left by last; null when it was received since
     * @param question whether it is a question for a neighbour, or its answer
     * @param seen when it was seen last, in nanoseconds
     */
    private record Frame(NetState net, boolean back, Place out, boolean question, long seen) {}

    KernelSteps(World world, Map<String, NetState> nets, Seen seen, Set<InetAddress> addresses, Journey journey) {
        this.world = world;
        this.nets = nets;
        this.seen = seen;
        this.journey = journey;
        this.lookups = new KernelLookups(world, seen, addresses, journey);
        this.net = world.origin();
        this.now = new Activity(true, net);
        activities.put(key(seen.thread(), false), now);
    }

    private static String key(int thread, boolean interrupting) {
        return thread + (interrupting ? " interrupted" : "");
    }

    void read() {
        seen.events().forEach(this::read);
        // of the copies that a bridge makes of a question some are dropped always
        lookups.waiting()
                .forEach(l -> unasked.forEach(
                        (name, fact) -> journey.leg(name, l.back()).add(Stage.END, fact)));
        List<Leg> taken = journey.legs().stream().filter(this::isTaken).toList();
        strangers.forEach((leg, fact) -> {
            // what went on from somebody else, or was answered, was a copy here
            if (seen.outcome().isEmpty() && taken.stream().noneMatch(l -> l.back() || !leg.back())) {
                leg.add(Stage.END, fact);
            }
        });
    }

    /** Whether it was for somebody there, who did not pass it on. */
    private boolean isTaken(Leg leg) {
        boolean stays = leg.has(Stage.RECEIVED) && !leg.has(Stage.SENT) && !leg.has(Stage.FORWARD);
        return stays && !strangers.containsKey(leg) || leg.has(Stage.END);
    }

    private void read(KernelEvent event) {
        now = activities.computeIfAbsent(
                key(event.thread(), event.interrupting()), k -> new Activity(false, world.origin()));
        switch (event.name()) {
            case "net_dev_queue" -> sent(event);
            case "netif_receive_skb" -> received(event);
            case "napi_poll" -> now.leave(event.interrupting());
            case "kfree_skb" -> dropped(event);
            case "fib_table_lookup", "fib6_table_lookup" -> {
                if (now.isOfPacket()) {
                    lookups.routed(event, net, back);
                }
            }
            case "neigh_create" -> {
                if (now.isOfPacket()) {
                    lookups.asks(event, net, here());
                }
            }
            case "neigh_update" -> lookups.answered(event);
            default -> {}
        }
    }

    /** The frame that an event is about; null for one that is not followed, or whose number is another's by now. */
    private Frame known(KernelEvent event) {
        Frame frame = frames.get(event.get("skbaddr"));
        return frame == null || event.nanos() - frame.seen() > KernelEvent.FRAME_NANOS ? null : frame;
    }

    private Leg here() {
        return journey.leg(net.name(), back);
    }

    private void sent(KernelEvent event) {
        String frame = event.get("skbaddr");
        Frame known = known(event);
        if (known != null && isReused(known)) {
            frames.remove(frame);
            known = null;
        }
        if (known == null && (!now.ours() || isOver())) {
            return;
        }
        boolean question = known == null ? isQuestion(event) : known.question();
        NetState at = known == null ? (question ? now.asker() : net) : known.net();
        Optional<Link> out = device(at, event.get("dev"));
        if (out.isEmpty()) {
            return;
        }
        Place place = new Place(at, out.get());
        if (question) {
            frames.put(frame, new Frame(at, back, place, true, event.nanos()));
            now.ask(at);
            return;
        }
        boolean answer = known == null ? back || isAnswer(at, out.get()) : known.back();
        frames.put(frame, new Frame(at, answer, place, false, event.nanos()));
        stand(at, answer);
        Leg leg = here();
        Fact route = lookups.pending(at);
        if (answer && route != null && !leg.has(Stage.ROUTE)) {
            leg.set(Stage.ROUTE, route);
        }
        if (answer && known == null) {
            // who is asked for by one that has not sent the packet on is asked for the answer
            journey.find(at.name(), false).filter(l -> !l.has(Stage.SENT)).ifPresent(l -> l.move(Stage.NEIGHBOUR, leg));
        }
        leg.add(Stage.SENT, new Fact(place.toString(), "sent"));
    }

    /**
     * Whether the number of a frame is another's by now: a frame that was received is sent on by who handles it, or when the neighbour
     * answers that it waits for.
     */
    private boolean isReused(Frame known) {
        boolean waited = journey.find(known.net().name(), known.back())
                .filter(l -> l.has(Stage.NEIGHBOUR))
                .isPresent();
        return known.out() == null && !now.ours() && !waited;
    }

    /** What is sent where the packet was not sent from is the answer, or a copy that a bridge makes for one of its ports. */
    private boolean isAnswer(NetState at, Link out) {
        boolean origin = at.name().equals(world.origin().name());
        boolean again = journey.find(at.name(), false)
                .filter(l -> l.has(Stage.RECEIVED))
                .isPresent();
        return origin ? out.flags().loopback() && again : out.master().isEmpty();
    }

    /** Whether the answer is where it belongs: what is sent there then answers it, as an acknowledgement of TCP does. */
    private boolean isOver() {
        return back
                && net.name().equals(world.origin().name())
                && journey.find(net.name(), true)
                        .filter(l -> l.has(Stage.RECEIVED))
                        .isPresent();
    }

    private void stand(NetState at, boolean answer) {
        net = at;
        back = answer;
        now.follow(at);
    }

    private void received(KernelEvent event) {
        String frame = event.get("skbaddr");
        Frame known = known(event);
        Optional<Place> in = known == null ? Optional.empty() : arrival(known, event.get("dev"));
        if (in.isEmpty()) {
            frames.remove(frame);
            now.leave(event.interrupting());
            return;
        }
        NetState at = in.get().net();
        frames.put(frame, new Frame(at, known.back(), null, known.question(), event.nanos()));
        if (known.question()) {
            now.ask(at);
            return;
        }
        stand(at, known.back());
        here().add(Stage.RECEIVED, new Fact(in.get().toString(), "received"));
    }

    /** Over the cable, or from a port to its bridge. */
    private Optional<Place> arrival(Frame frame, String device) {
        if (frame.out() != null) {
            Optional<Place> peer =
                    world.peer(frame.out()).filter(p -> p.link().name().equals(device));
            if (peer.isPresent()) {
                return peer.map(p -> new Place(nets.getOrDefault(p.net().name(), p.net()), p.link()));
            }
        }
        Optional<Link> same = device(frame.net(), device);
        if (same.isPresent()) {
            return same.map(l -> new Place(frame.net(), l));
        }
        List<Place> everywhere = nets.values().stream()
                .flatMap(n -> device(n, device).stream().map(l -> new Place(n, l)))
                .toList();
        return everywhere.size() == 1 ? Optional.of(everywhere.get(0)) : Optional.empty();
    }

    static Optional<Link> device(NetState net, String name) {
        return net.links().stream().filter(l -> l.name().equals(name)).findFirst();
    }

    /** Whether it is a question for a neighbour or its answer: of ARP, or of neighbour discovery. */
    private boolean isQuestion(KernelEvent event) {
        int length = event.number("len") - ETHERNET;
        return seen.shot().sample().six() ? length == 72 || length == 64 : length <= 28;
    }

    private void dropped(KernelEvent event) {
        Frame known = known(event);
        frames.remove(event.get("skbaddr"));
        String reason = event.get("reason");
        if (event.get("location").startsWith("ip6_mc_input") || known == null && !now.ours()) {
            return;
        }
        String text = "dropped: " + cause(reason, known) + " (" + reason + " in "
                + event.get("location").replaceFirst("\\+.*", "") + ")";
        if (reason.equals(STRANGER)) {
            if (known != null && !known.question()) {
                strangers.put(
                        journey.leg(known.net().name(), known.back()),
                        Fact.stop(known.net().name(), text));
            }
            return;
        }
        if (known == null ? now.isAside() : known.question()) {
            boolean sure = known != null;
            String name = (sure ? known.net() : now.asker()).name();
            unasked.put(
                    name,
                    new Fact(
                            name, "the question for the neighbour was " + (sure ? "" : "perhaps ") + text, true, sure));
            return;
        }
        boolean home =
                (known == null ? net : known.net()).name().equals(world.origin().name());
        if (home && (known == null ? back : known.back()) && seen.outcome().isPresent()) {
            // what was heard is thrown away by those who did not ask for it
            return;
        }
        if (known != null) {
            stand(known.net(), known.back());
        }
        Fact.Kind kind = reason.equals(BY_FILTER) ? Fact.Kind.FILTERED : Fact.Kind.ENDS;
        here().add(Stage.END, new Fact(net.name(), known == null ? "perhaps " + text : text, kind, known != null));
    }

    /** A device without carrier has a queue that drops all (noop_enqueue of net/sched/sch_generic.c). */
    private static String cause(String reason, Frame frame) {
        boolean unplugged = reason.equals("QDISC_DROP")
                && frame != null
                && frame.out() != null
                && !frame.out().link().flags().lowerUp();
        return unplugged ? frame.out() + " has no carrier" : DropReason.text(reason);
    }
}
