package nsx.dsl.why;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import nsx.dsl.why.World.Place;
import nsx.filter.Packet;
import nsx.netlink.Ip;
import nsx.rtnl.Family;

/** IPv6 neighbour discovery consists of packets, which pass the filters of both sides (RFC 4861). */
record Discovery(Trail trail) {
    private static final int SOLICITATION = 135;
    private static final int ADVERTISEMENT = 136;

    /** @param asker the address that the sender asks with */
    void pass(Place sender, Place end, InetAddress next, InetAddress asker) {
        if (Family.of(next) != Family.INET6) {
            return;
        }
        Packet question = new Packet(
                        asker, group(next), Packet.ICMPV6, 0, 0, false, Packet.Device.NONE, Packet.Device.NONE)
                .discovery(SOLICITATION);
        Packet answer = new Packet(next, asker, Packet.ICMPV6, 0, 0, true, Packet.Device.NONE, Packet.Device.NONE)
                .discovery(ADVERTISEMENT);
        one(sender, end, question);
        one(end, sender, answer);
    }

    private void one(Place from, Place to, Packet packet) {
        Filters filters = new Filters(trail.quiet());
        Packet sent = packet.between(Packet.Device.NONE, Walk.device(from.link()));
        List.of("output", "postrouting").forEach(hook -> filters.check(from.net(), from, hook, sent));
        Packet heard = packet.between(Walk.device(to.link()), Packet.Device.NONE);
        List.of("prerouting", "input").forEach(hook -> filters.check(to.net(), to, hook, heard));
    }

    /** The group of those whose addresses end so: ff02::1:ffXX:XXXX. */
    private static InetAddress group(InetAddress address) {
        byte[] group = Ip.parse("ff02::1:ff00:0").getAddress();
        byte[] own = address.getAddress();
        System.arraycopy(own, 13, group, 13, 3);
        return Ip.of(Arrays.copyOf(group, 16));
    }
}
