package nsx.dsl.why;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nsx.dsl.error.Failure;
import nsx.dsl.op.network.AddressOperations;
import nsx.dsl.op.network.FdbOperations;
import nsx.dsl.op.network.NeighbourOperations;
import nsx.dsl.op.network.RouteOperations;
import nsx.dsl.op.network.RuleOperations;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.netlink.NetlinkException;
import nsx.netlink.Request;
import nsx.nft.Ruleset;
import nsx.rtnl.Family;
import nsx.rtnl.Link;
import nsx.sys.Files;
import nsx.sys.SysException;
import nsx.xtables.Tables;

/** Reads a network namespace: a dump for each kind of object, and one visit for what netlink does not tell. */
record StateReader(Here here) {
    private static final String SYS = "/proc/sys/";

    /** What is read by a thread that is there. */
    private record Inside(Map<String, String> parameters, Tables legacy) {}

    NetState read(String name, String who, String scope) {
        List<Link> links = Devices.all(here);
        List<String> unseen = new ArrayList<>();
        Inside inside = here.kernel().call(here.context(), () -> new Inside(parameters(links), legacy(unseen)));
        return new NetState(
                name,
                who,
                scope,
                links,
                Stream.of(Family.INET, Family.INET6)
                        .flatMap(f -> AddressOperations.all(here, f).stream())
                        .toList(),
                RouteOperations.all(here),
                RuleOperations.all(here),
                NeighbourOperations.all(here),
                FdbOperations.all(here),
                inside.parameters(),
                inside.legacy(),
                filters(unseen),
                unseen);
    }

    private Optional<Ruleset> filters(List<String> unseen) {
        try {
            return Optional.of(Ruleset.read(here.kernel().netlink(here.context(), Request.NETFILTER)));
        } catch (NetlinkException | SysException e) {
            unseen.add("nftables: " + Failure.explain("", e).reason());
            return Optional.empty();
        }
    }

    private static Tables legacy(List<String> unseen) {
        try {
            return Tables.read();
        } catch (SysException e) {
            unseen.add("iptables-legacy: " + Failure.explain("", e).reason());
            return Tables.none();
        }
    }

    private static Map<String, String> parameters(List<Link> links) {
        Map<String, String> all = new LinkedHashMap<>();
        Stream.concat(
                        Stream.of(
                                "net/ipv4/ip_forward",
                                "net/ipv6/conf/all/forwarding",
                                "net/ipv4/conf/all/rp_filter",
                                "net/bridge/bridge-nf-call-iptables",
                                "net/bridge/bridge-nf-call-ip6tables"),
                        links.stream()
                                .flatMap(l -> Stream.of("rp_filter", "forwarding")
                                        .map(n -> "net/ipv4/conf/" + l.name() + "/" + n)))
                .forEach(path -> text(SYS + path).ifPresent(value -> all.put(path, value)));
        return all;
    }

    /** Empty for a file that the kernel lacks or that is not for this user to read. */
    private static Optional<String> text(String path) {
        try {
            return Optional.of(Files.readText(path, Files.SMALL).strip());
        } catch (SysException e) {
            return Optional.empty();
        }
    }
}
