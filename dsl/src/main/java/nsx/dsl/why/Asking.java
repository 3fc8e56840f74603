package nsx.dsl.why;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import nsx.dsl.why.Routing.Way;
import nsx.dsl.why.World.Place;
import nsx.netlink.Ip;
import nsx.rtnl.Address;
import nsx.rtnl.Family;
import nsx.rtnl.LinkFlags;
import nsx.rtnl.Neighbour;

/**
 * Which device answers a question for an address (arp_process of net/ipv4/arp.c, ndisc_recv_ns of net/ipv6/ndisc.c).
 *
 * @param asker the source address of the question; empty without one
 */
record Asking(Place sender, InetAddress next, Optional<InetAddress> asker) {
    private static final int OF_DEVICE = 1;
    private static final int OF_NETWORK = 2;
    private static final int NOT_OF_HOST = 3;
    private static final int NEVER = 8;

    /**
     * The answer of a device that should answer.
     *
     * @param silent why it does not answer; empty when it does
     * @param proxy whether it answers for another host
     */
    record Reply(Optional<Fault> silent, boolean proxy) {
        boolean comes() {
            return silent.isEmpty();
        }

        static Reply given(boolean proxy) {
            return new Reply(Optional.empty(), proxy);
        }

        static Reply withheld(Fault fault) {
            return new Reply(Optional.of(fault), false);
        }
    }

    /** Empty for a device whose namespace neither has the address nor answers for another host that has it. */
    Optional<Reply> of(Place end) {
        return Family.of(next) == Family.INET6 ? six(end) : four(end);
    }

    private Optional<Reply> six(Place end) {
        boolean has = end.net().addresses(end.link(), Family.INET6).stream()
                .anyMatch(a -> a.prefix().address().equals(next));
        boolean proxied = end.net().sysctl("net/ipv6/conf/" + end.link().name() + "/forwarding") != 0
                && (end.net().sysctl("net/ipv6/conf/all/proxy_ndp") != 0
                        || end.net().sysctl("net/ipv6/conf/" + end.link().name() + "/proxy_ndp") != 0)
                && isProxied(end);
        if ((has || proxied) && end.link().flags().has(LinkFlags.NOARP)) {
            return Optional.of(Reply.withheld(new Fault(
                    end.toString(),
                    "neighbour",
                    "neighbour discovery is off on " + end + " (noarp): its answers go to its own address",
                    Mend.arp(end))));
        }
        return has || proxied ? Optional.of(Reply.given(!has)) : Optional.empty();
    }

    private boolean isProxied(Place end) {
        return end.net().held().proxies().stream()
                .anyMatch(n -> n.index() == end.link().index() && n.address().equals(Optional.of(next)));
    }

    private Optional<Reply> four(Place end) {
        Flow flow = new Flow(next, asker, Optional.of(end.link()), Optional.empty(), 0, 0, 0, OptionalInt.of(0));
        Way way = new Routing(end.net()).way(flow);
        boolean quiet = end.link().flags().has(LinkFlags.NOARP);
        if (!way.isLocal()) {
            return !quiet && proxies(end, flow, way) ? Optional.of(Reply.given(true)) : Optional.empty();
        }
        if (quiet) {
            return Optional.of(Reply.withheld(new Fault(
                    end.toString(),
                    "ARP",
                    "ARP is off on " + end + ", so it does not answer for " + Ip.text(next),
                    Mend.arp(end))));
        }
        Optional<Fault> invalid = asker.isEmpty() ? Optional.empty() : Arrival.source(end, flow);
        return Optional.of(invalid.map(Reply::withheld)
                .or(() -> ignored(end).map(Reply::withheld))
                .or(() -> filtered(end).map(Reply::withheld))
                .orElseGet(() -> Reply.given(false)));
    }

    /** Whether the device answers, as a router, for an address that it reaches by another device. */
    private boolean proxies(Place end, Flow flow, Way way) {
        boolean forwards = end.net().sysctl(Arrival.path(end.link().name(), "forwarding")) != 0;
        boolean away =
                way.leads() && way.devices().noneMatch(d -> d == end.link().index());
        return forwards
                && way.leads()
                && (asker.isEmpty() || Arrival.source(end, flow).isEmpty())
                && (away && (end.net().most(end.link(), "proxy_arp") != 0 || isProxied(end))
                        || !away && end.net().most(end.link(), "proxy_arp_pvlan") != 0);
    }

    /** arp_ignore: whether the address has to be the device's own, or of the asker's network. */
    private Optional<Fault> ignored(Place end) {
        int mode = end.net().most(end.link(), "arp_ignore");
        List<Address> has = end.net().addresses().stream()
                .filter(a -> a.prefix().address().equals(next))
                .toList();
        List<Address> own =
                has.stream().filter(a -> a.index() == end.link().index()).toList();
        boolean here = !own.isEmpty();
        boolean near =
                own.stream().anyMatch(a -> asker.filter(a.prefix()::contains).isPresent());
        boolean host = !has.isEmpty() && has.stream().allMatch(a -> a.scope().equals("host"));
        boolean answers = switch (mode) {
            case 0 -> true;
            case OF_DEVICE -> here;
            case OF_NETWORK -> here && near;
            case NOT_OF_HOST -> !host;
            case NEVER -> false;
            default -> true;
        };
        boolean everywhere = end.net().sysctl(Arrival.path("all", "arp_ignore")) == mode;
        return answers
                ? Optional.empty()
                : Optional.of(new Fault(
                        end.toString(),
                        "arp_ignore",
                        end + " does not answer for " + Ip.text(next) + ": arp_ignore is " + mode,
                        Mend.sysctl(
                                end.net(),
                                Arrival.path(everywhere ? "all" : end.link().name(), "arp_ignore"),
                                0)));
    }

    /** arp_filter: only the device by which an answer would leave. */
    private Optional<Fault> filtered(Place end) {
        if (asker.isEmpty() || end.net().most(end.link(), "arp_filter") == 0) {
            return Optional.empty();
        }
        Way back = new Routing(end.net())
                .way(new Flow(
                        asker.get(),
                        Optional.of(next),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        0,
                        0,
                        OptionalInt.of(0)));
        boolean here = back.leads()
                && back.dev().stream().anyMatch(d -> d == end.link().index());
        return here || back.route().isEmpty()
                ? Optional.empty()
                : Optional.of(new Fault(
                        end.toString(),
                        "arp_filter",
                        end + " does not answer for " + Ip.text(next)
                                + ": arp_filter is 1 and its way back is another"));
    }

    /** The neighbour entry of the sender that it would use. */
    static Optional<Neighbour> known(Place sender, InetAddress next) {
        return sender.net()
                .neighbour(sender.link(), next)
                .filter(n ->
                        (n.states() & (Neighbour.FAILED | 1)) == 0 && n.mac().isPresent());
    }
}
