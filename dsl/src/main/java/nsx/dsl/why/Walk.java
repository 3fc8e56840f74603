package nsx.dsl.why;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import nsx.dsl.why.World.Place;
import nsx.filter.Packet;
import nsx.rtnl.Link;
import nsx.rtnl.RouteType;

/**
 * A packet's way to its destination and the answer's way back. Where nobody can foresee which way is taken, all of them are walked, and
 * the result is sure when they end alike.
 */
public final class Walk {
    /** Ways that are walked where nobody can foresee which one is taken. */
    private static final int MOST = 16;

    /** From a namespace by a device of its to a device of another. */
    record Hop(Place out, Place in) {}

    private Walk() {}

    /**
     * Walks there and back.
     *
     * @param protocol its number in IP
     * @param port the destination port; 0 when none was said
     */
    public static Found of(World world, InetAddress destination, int protocol, int port) {
        return of(world, destination, Optional.empty(), protocol, port);
    }

    /** @param by the device that it has to leave by: an address of a cable alone says one; empty when any will do */
    public static Found of(World world, InetAddress destination, Optional<Link> by, int protocol, int port) {
        return of(world, new Sending(destination, by, protocol, 0, port));
    }

    /** Walks there and back, by all ways that it may take. */
    public static Found of(World world, Sending sent) {
        List<Remembered.Other> others = new ArrayList<>();
        Found found = of(world, sent, others);
        for (Remembered.Other other : others) {
            // whoever keeps his port goes on as he began, whatever the rules say by now
            if (found.diagnosis().isOk()
                    && !of(world, sent.from(other.port()), new ArrayList<>())
                            .diagnosis()
                            .isOk()) {
                return found.unsure(List.of(other.text()));
            }
        }
        return found;
    }

    private static Found of(World world, Sending sent, List<Remembered.Other> remembered) {
        Choices first = new Choices(List.of());
        Found found = once(world, sent, first, remembered);
        Deque<List<Integer>> others = new ArrayDeque<>(first.others());
        for (int walks = 1; !others.isEmpty(); walks++) {
            if (walks == MOST) {
                return found.unsure(first.asked());
            }
            Choices choices = new Choices(others.remove());
            Found other = once(world, sent, choices, remembered);
            if (!other.diagnosis().getVerdict().equals(found.diagnosis().getVerdict())) {
                return found.unsure(choices.asked());
            }
            others.addAll(choices.others());
        }
        return found;
    }

    /** One of the ways that it may take. */
    private static Found once(World world, Sending sent, Choices choices, List<Remembered.Other> remembered) {
        RoundTrip trip = new RoundTrip(world, choices);
        Found found = trip.of(sent);
        remembered.addAll(trip.remembered().others());
        return found;
    }

    static Packet.Device device(Link link) {
        return new Packet.Device(link.index(), link.name());
    }

    /** Whether a type of route answers instead of leading anywhere. */
    static boolean refuses(RouteType type) {
        return type == RouteType.BLACKHOLE || type == RouteType.UNREACHABLE || type == RouteType.PROHIBIT;
    }
}
