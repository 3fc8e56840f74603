package nsx.dsl.why;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nsx.filter.Packet;
import nsx.netlink.Ip;
import nsx.rtnl.Address;
import nsx.rtnl.Family;

/** Which namespaces reach which addresses, apart from the packet in question. */
final class Others {
    /** Of more than these nobody is asked: a change that harms somebody harms most. */
    private static final int MOST = 8;

    private Others() {}

    /** The ways between a namespace and others that are whole, each as {@code a to 10.0.0.12}. */
    static List<String> heard(World world, String name) {
        List<String> heard = new ArrayList<>();
        List<NetState> all = world.all();
        Optional<NetState> there =
                all.stream().filter(n -> n.name().equals(name)).findFirst();
        if (there.isEmpty()) {
            return heard;
        }
        List<NetState> others = all.stream()
                .filter(n -> n != there.get() && !addresses(n).isEmpty())
                .limit(MOST)
                .toList();
        for (NetState other : others) {
            hears(world, other, there.get(), heard);
            hears(world, there.get(), other, heard);
        }
        return heard;
    }

    private static void hears(World world, NetState from, NetState to, List<String> heard) {
        for (InetAddress address : addresses(to)) {
            if (world.all().stream().filter(n -> n.address(address).isPresent()).count() > 1) {
                continue;
            }
            boolean six = Family.of(address) == Family.INET6;
            Found found = Walk.of(new From(world, from), address, six ? Packet.ICMPV6 : Packet.ICMP, 0);
            if (found.diagnosis().isOk()) {
                heard.add(from.name() + " to " + Ip.text(address));
            }
        }
    }

    private static List<InetAddress> addresses(NetState net) {
        return net.addresses().stream()
                .map(Address::prefix)
                .map(nsx.rtnl.Prefix::address)
                .filter(Routing::isGlobal)
                .limit(MOST)
                .toList();
    }

    /** A world in which the packet starts elsewhere. */
    private record From(World world, NetState origin) implements World {
        @Override
        public List<NetState> all() {
            return world.all();
        }

        @Override
        public Optional<NetState> numbered(NetState here, int nsid) {
            return world.numbered(here, nsid);
        }

        @Override
        public List<Place> above(Place lower) {
            return world.above(lower);
        }
    }
}
