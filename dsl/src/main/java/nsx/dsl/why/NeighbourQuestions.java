package nsx.dsl.why;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nsx.dsl.why.EthernetSegment.Path;
import nsx.dsl.why.World.Place;
import nsx.filter.Packet;
import nsx.netlink.Ip;
import nsx.rtnl.Family;

/**
 * The questions for neighbours pass filters too: those of IPv6 are packets, which the filters of both sides see (RFC 4861), and those of
 * ARP are frames, which bridges see.
 */
record NeighbourQuestions(World world, Trail trail) {
    private static final int SOLICITATION = 135;
    private static final int ADVERTISEMENT = 136;

    /**
     * Takes the question and its answer past the filters.
     *
     * @param asker the address that the sender asks with; empty for a question of ARP without one
     */
    void pass(Path there, Path back, InetAddress next, Optional<InetAddress> asker) {
        InetAddress from = asker.orElseGet(() -> Ip.of(new byte[next.getAddress().length]));
        if (Family.of(next) == Family.INET6) {
            one(there, packet(from, group(next), false).discovery(SOLICITATION));
            one(back, packet(next, from, true).discovery(ADVERTISEMENT));
        } else {
            bridges(there, Packet.arp(from, next, false));
            bridges(back, Packet.arp(next, from, true));
        }
    }

    private static Packet packet(InetAddress from, InetAddress to, boolean reply) {
        return new Packet(from, to, Packet.ICMPV6, 0, 0, reply, Packet.Device.NONE, Packet.Device.NONE);
    }

    private void one(Path path, Packet packet) {
        Filters filters = new Filters(world, trail.quiet());
        Place from = path.sender();
        Place to = path.end();
        Packet sent = packet.between(Packet.Device.NONE, Walk.device(from.link()));
        List.of("output", "postrouting").forEach(hook -> filters.check(from.net(), from, hook, sent));
        bridges(path, packet);
        Packet heard = packet.between(Walk.device(to.link()), Packet.Device.NONE);
        List.of("prerouting", "input").forEach(hook -> filters.check(to.net(), to, hook, heard));
    }

    private void bridges(Path path, Packet packet) {
        Filters filters = new Filters(world, trail.quiet());
        path.transits().stream()
                .filter(t -> t.in() != null || t.out() != null)
                .forEach(transit -> filters.checkBridge(transit, packet));
    }

    /** The group of those whose addresses end so: ff02::1:ffXX:XXXX. */
    private static InetAddress group(InetAddress address) {
        byte[] group = Ip.parse("ff02::1:ff00:0").getAddress();
        byte[] own = address.getAddress();
        System.arraycopy(own, 13, group, 13, 3);
        return Ip.of(Arrays.copyOf(group, 16));
    }
}
