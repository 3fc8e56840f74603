package nsx.dsl.op.address;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.field.Changes;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.netlink.Flags;
import nsx.netlink.Ip;
import nsx.netlink.NetlinkException;
import nsx.netlink.Request;
import nsx.process.Program;
import nsx.rtnl.Family;
import nsx.rtnl.LinkFlags;
import nsx.rtnl.Neighbour;
import nsx.rtnl.Neighbours;
import nsx.rtnl.Rtm;
import nsx.sys.Errno;

/** Changes of the neighbours of a device (ARP and neighbour discovery). */
public record NeighbourOperations(Here here, String device) implements Changes<NeighbourDescription> {
    /** Selects one of the two lists: addresses that this host answers for, or neighbours that it knows. */
    public static final Parameter<Boolean> PROXY = Parameter.flag("proxy", "only addresses that this host answers for");

    /** The parameters of {@code neighbour} except address and device. */
    public static final List<Parameter<?>> OPTIONS = NeighbourFields.ALL.parameters();

    /** The names of all facts of a neighbour except its address, device and state. */
    public static final List<String> FACTS = NeighbourFields.ALL.names().stream()
            .filter(name -> !name.equals(NeighbourFields.STATE.name()))
            .toList();

    private static final int KNOWN =
            Neighbour.REACHABLE | Neighbour.STALE | 0x08 | 0x10 | Neighbour.PERMANENT | Neighbour.NOARP;

    /** Whether options select a proxy entry, an address that this host answers for. */
    public static boolean isProxy(Arguments options) {
        return options.is(NeighbourFields.PROXY.parameter());
    }

    /** The {@link #FACTS} that a neighbour has, by name. */
    public static Map<String, Object> facts(Neighbour neighbour) {
        Map<String, Object> facts = NeighbourFields.ALL.facts(neighbour.all());
        facts.remove(NeighbourFields.STATE.name());
        return facts;
    }

    /** The neighbours of all devices and both families. */
    public static List<Neighbour> all(Here here) {
        return read(here, false);
    }

    /** The proxy entries of all devices and both families. */
    public static List<Neighbour> proxies(Here here) {
        return read(here, true);
    }

    /** The neighbours and the proxy entries on the device of this index, of both families. */
    static List<Neighbour> on(Here here, int index) {
        return Stream.of(Family.INET, Family.INET6)
                .flatMap(f -> Stream.of(Neighbours.dump(f), Neighbours.dumpProxies(f)))
                .flatMap(dump ->
                        Devices.rtnl(here).dump(dump.put("NDA_IFINDEX", index)).decode(Neighbour::decode).stream())
                .toList();
    }

    private static List<Neighbour> read(Here here, boolean proxies) {
        return Stream.of(Family.INET, Family.INET6)
                .map(f -> proxies ? Neighbours.dumpProxies(f) : Neighbours.dump(f))
                .flatMap(dump -> Devices.rtnl(here).dump(dump).decode(Neighbour::decode).stream())
                .toList();
    }

    /**
     * The operations that make the neighbour exist with these options, permanent without {@code state:}; none if it
     * already is.
     */
    public List<Operation> ensure(InetAddress address, Arguments options) {
        NeighbourDescription wanted = NeighbourDescription.of(address, options);
        if (!wanted.isProxy()) {
            checkKept(address);
        }
        Optional<NeighbourDescription> is = find(address, wanted.isProxy())
                .filter(n -> wanted.isProxy() || wanted.isManaged() || (n.states() & KNOWN) != 0)
                .map(NeighbourDescription::of);
        if (is.filter(n -> n.values().meet(wanted.values())).isPresent()) {
            return List.of();
        }
        return List.of(is.map(n -> set(n, wanted.over(n))).orElseGet(() -> make(Act.ADD, wanted)));
    }

    /**
     * Rejects an address on a loopback or point-to-point device: IPv4 has one entry, 0.0.0.0, for all addresses there
     * (arp_constructor of net/ipv4/arp.c).
     */
    private void checkKept(InetAddress address) {
        boolean alone = Devices.find(here, device)
                .filter(l -> l.flags().loopback() || l.flags().has(LinkFlags.POINTOPOINT))
                .isPresent();
        if (alone && Family.of(address) == Family.INET && !address.isAnyLocalAddress()) {
            throw new NsxException("cannot add neighbour " + Ip.text(address) + " to " + device)
                    .at(Ip.text(address))
                    .because("the kernel keeps no address of an IPv4 neighbour on a loopback or point-to-point device")
                    .hint("name a device that asks for neighbours: see links()");
        }
    }

    /** The entry of this address; empty without one. */
    public Optional<Neighbour> find(InetAddress address, boolean proxy) {
        try {
            return Devices.rtnl(here)
                    .find(Neighbours.get(index(), address, proxy))
                    .map(Neighbour::decode);
        } catch (NetlinkException e) {
            if (Errno.of(e.errno()) == Errno.ENOENT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private int index() {
        return Devices.get(here, device).index();
    }

    public Operation delete(Neighbour neighbour) {
        return delete(NeighbourDescription.of(neighbour));
    }

    /** The request. An unanswered entry may exist already, so an addition also replaces. */
    @Override
    public Request request(Act act, NeighbourDescription neighbour) {
        String address = Ip.text(neighbour.address());
        return new Request(
                (act == Act.ADD ? "set" : act) + " neighbour " + address,
                Request.ROUTE,
                act.makes() ? Rtm.NEWNEIGH : Rtm.DELNEIGH,
                act.makes() ? Flags.CREATE | Flags.REPLACE : 0,
                neighbour.message(index()));
    }

    @Override
    public String command(Act act, NeighbourDescription neighbour) {
        String place = (neighbour.isProxy() ? "proxy " : "") + Ip.text(neighbour.address());
        String on = " dev " + Program.quoted(device);
        if (!act.makes()) {
            return "ip neighbour delete " + place + on;
        }
        String words = NeighbourFields.ALL.words(neighbour.values());
        return "ip neighbour replace " + place + (words.isEmpty() ? "" : " " + words) + on
                + (neighbour.isProxy()
                        ? ""
                        : neighbour.state().map(state -> " nud " + state).orElse(""));
    }

    @Override
    public String prose(Act act, NeighbourDescription neighbour) {
        String what = act + (neighbour.isProxy() ? " proxy" : "") + " neighbour " + Ip.text(neighbour.address());
        String mac = neighbour.mac();
        return switch (act) {
            case DELETE -> what + " from " + device;
            case SET -> what + " on " + device + (mac.isEmpty() ? "" : " to " + mac);
            case RESTORE -> what + " on " + device;
            default -> what + (mac.isEmpty() ? "" : " at " + mac) + " on " + device;
        };
    }
}
