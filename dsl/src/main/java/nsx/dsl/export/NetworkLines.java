package nsx.dsl.export;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import nsx.dsl.change.Kernel;
import nsx.dsl.op.network.AddressOperations;
import nsx.dsl.op.network.ClassOperations;
import nsx.dsl.op.network.FdbOperations;
import nsx.dsl.op.network.FilterOperations;
import nsx.dsl.op.network.NeighbourOperations;
import nsx.dsl.op.network.NexthopOperations;
import nsx.dsl.op.network.OwnRuleOperations;
import nsx.dsl.op.network.QdiscOperations;
import nsx.dsl.op.network.RouteOperations;
import nsx.dsl.op.network.RuleOperations;
import nsx.dsl.op.network.Statement;
import nsx.dsl.op.network.Statements;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.unit.Literal;
import nsx.nft.Filter;
import nsx.nft.Forward;
import nsx.nft.Masquerade;
import nsx.nft.OwnRule;
import nsx.nft.OwnTable;
import nsx.ns.NamespaceException;
import nsx.ns.UnresolvedException;
import nsx.process.Sysfs;
import nsx.rtnl.Address;
import nsx.rtnl.Family;
import nsx.rtnl.Link;
import nsx.rtnl.Neighbour;
import nsx.rtnl.NextHop;
import nsx.rtnl.Prefix;
import nsx.rtnl.Qdisc;
import nsx.rtnl.Route;
import nsx.rtnl.Rule;
import nsx.rtnl.TrafficClass;
import nsx.rtnl.TrafficFilter;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Kinds;
import nsx.sys.SysException;

/** A network namespace as lines: its devices, and what goes through them. */
final class NetworkLines {
    /** Origins of what the kernel adds by itself (linux/rtnetlink.h, linux/if_addr.h). */
    private static final Set<String> KERNEL = Set.of("kernel", "ra", "redirect");

    private static final String DEV = "dev";

    private final Network network;
    private final Baseline baseline;
    private final Pairs pairs;
    private final Set<Integer> covered;
    private final boolean all;
    private final Map<String, String> noted;
    private final DeviceNames names;
    private final List<Line> lines = new ArrayList<>();

    /**
     * @param covered the devices, by index, that are asked about
     * @param noted kernel parameters that a plan sets, by path
     * @param all whether everything is asked about and not only what belongs to these devices
     */
    NetworkLines(
            Network network,
            Baseline baseline,
            Pairs pairs,
            Set<Integer> covered,
            boolean all,
            Map<String, String> noted) {
        this.network = network;
        this.baseline = baseline;
        this.pairs = pairs;
        this.covered = covered;
        this.all = all;
        this.noted = noted;
        this.names = network.names();
    }

    List<Line> lines() {
        List<Line> parameters = parameters();
        parameters.stream().filter(l -> !ofDevice(l)).forEach(lines::add);
        List<Address> addresses = addresses();
        List<Link> ordered = ordered();
        Set<String> chosen = chosen(ordered);
        ordered.forEach(link -> device(link, chosen, addresses));
        parameters.stream().filter(this::ofDevice).forEach(lines::add);
        neighbours();
        forwarding();
        QdiscOperations.all(network.here()).forEach(this::qdisc);
        FilterOperations.all(network.here()).forEach(this::filter);
        Map<InetAddress, String> gateways = gateways(addresses);
        NexthopOperations.all(network.here()).stream()
                .sorted(Comparator.comparing((NextHop h) -> !h.group().isEmpty()))
                .forEach(this::nexthop);
        RouteOperations.all(network.here()).stream()
                .filter(this::isOwn)
                .sorted(Comparator.comparing(
                                (Route r) -> r.via().isPresent() || !r.hops().isEmpty())
                        .thenComparing(Route::family)
                        .thenComparing(r -> Network.counted(r.table() + " " + r.to())))
                .forEach(r -> route(r, gateways));
        RuleOperations.all(network.here()).stream().filter(this::isOwn).forEach(this::rule);
        own(OwnTable.NAT, "nat", this::nat);
        own(OwnTable.FILTER, "filter", this::filter);
        return lines;
    }

    /** In the order in which they were added: the kernel lists the newest of IPv6 first. */
    private List<Address> addresses() {
        List<Address> four = new ArrayList<>(AddressOperations.all(network.here(), Family.INET));
        List<Address> six = new ArrayList<>(AddressOperations.all(network.here(), Family.INET6));
        Collections.reverse(six);
        four.addAll(six);
        return four;
    }

    private String place() {
        return network.place();
    }

    private boolean isCovered(Link link) {
        return covered.contains(link.index());
    }

    private boolean isCovered(OptionalInt index) {
        return index.isPresent() && covered.contains(index.getAsInt());
    }

    private void comment(String text) {
        lines.add(Line.comment(place(), "comment", text));
    }

    private List<Line> parameters() {
        Set<String> devices = new HashSet<>();
        network.links().values().stream().filter(this::isCovered).forEach(l -> devices.add(l.name()));
        Map<String, String> is = readParameters();
        is.putAll(noted);
        return Parameters.lines(place(), is, baseline.parameters(), devices, all);
    }

    private Map<String, String> readParameters() {
        try {
            return network.here().kernel().call(network.here().context(), Parameters::read);
        } catch (UnresolvedException e) {
            // of one that a plan makes: as new as that of the samples
            return new TreeMap<>(baseline.parameters());
        }
    }

    private boolean ofDevice(Line line) {
        return line.key().matches("sysctl net\\.ipv[46]\\.(conf|neigh)\\..*")
                && !line.key().matches("sysctl net\\.ipv[46]\\.(conf|neigh)\\.(all|default)\\..*");
    }

    /** Those whose address nobody chose get one of their own elsewhere. */
    private Set<String> chosen(List<Link> links) {
        Set<String> devices = new HashSet<>();
        links.stream().filter(l -> l.mac().isPresent() && !l.flags().loopback()).forEach(l -> devices.add(l.name()));
        Kernel kernel = network.here().kernel();
        try {
            return kernel.call(network.here().context(), () -> Sysfs.chosenAddresses(devices));
        } catch (SysException | NamespaceException e) {
            return devices;
        } catch (UnresolvedException e) {
            // a plan knows those that it sets
            return devices;
        }
    }

    /** In an order in which they can be made: what a device stands on, and its ports, before it. */
    private List<Link> ordered() {
        Set<Link> ordered = new LinkedHashSet<>();
        List<Link> asked = network.ordered().stream().filter(this::isCovered).toList();
        // those that exist when the block begins come first
        asked.stream().filter(l -> l.flags().loopback() || l.isPairEnd()).forEach(ordered::add);
        asked.forEach(l -> before(l, ordered, new HashSet<>()));
        return List.copyOf(ordered);
    }

    private void before(Link link, Set<Link> ordered, Set<Link> waiting) {
        if (ordered.contains(link) || !waiting.add(link)) {
            return;
        }
        network.below(link).filter(this::isCovered).ifPresent(l -> before(l, ordered, waiting));
        if (Kinds.takesPorts(link.kind())) {
            network.ports(link).stream().filter(this::isCovered).forEach(l -> before(l, ordered, waiting));
        }
        ordered.add(link);
    }

    private void device(Link link, Set<String> chosen, List<Address> addresses) {
        Optional<Kind> kind = Kinds.of(link.kind(), link.data());
        DeviceLines device = new DeviceLines(network, baseline, chosen);
        boolean made = kind.isPresent() && !link.isPairEnd();
        if (link.isPairEnd() && pairs.other(network, link).isEmpty()
                || made && link.linkNetnsId().isPresent() && kind.get().isOnLink()) {
            comment((kind.map(Kind::name).orElse(link.kind())) + " " + link.name()
                    + ": what it is joined with is in a namespace that is not part of this script");
            return;
        }
        if (kind.isEmpty() && !link.flags().loopback()) {
            comment("device " + link.name() + ": "
                    + (link.kind().isEmpty() ? "hardware" : "no word makes a " + link.kind()));
        } else if (made) {
            List<Link> ports = kind.get().ports() == Kind.Ports.NONE
                    ? List.of()
                    : network.ports(link).stream().filter(this::isCovered).toList();
            lines.addAll(device.made(link, kind.get(), ports));
        } else {
            lines.addAll(device.given(link, kind));
        }
        addresses.stream().filter(a -> a.index() == link.index()).forEach(a -> address(link, a, made));
        if (link.up()) {
            String alone = Line.device(link.name()) + ".up()";
            lines.add(new Line(
                    place(),
                    "up",
                    link.name(),
                    "up " + link.name(),
                    made ? "up()" : null,
                    alone,
                    Line.device(link.name()) + ".down()"));
        }
    }

    private void address(Link link, Address address, boolean made) {
        if (isOfKernel(link, address)) {
            return;
        }
        Statement said = Statements.address(address, link.name());
        if (Statements.isTimed(address)) {
            comment("address " + address.prefix() + " of " + link.name() + " ends by itself");
            return;
        }
        if (!said.unsaid().isEmpty()) {
            comment(said.text(Map.of(DEV, link.name())) + " has more: " + String.join(", ", said.unsaid()));
            return;
        }
        lines.add(new Line(
                place(),
                "address",
                link.name(),
                "address " + link.name() + " " + address.prefix(),
                made ? said.toString() : null,
                said.text(Map.of(DEV, link.name())),
                "delete address: " + Literal.quoted(address.prefix().toString()) + ", dev: "
                        + Literal.quoted(link.name())));
    }

    /** IFA_PROTO says it since Linux 5.18; before, an address of the link itself is taken to be the kernel's. */
    private static boolean isOfKernel(Link link, Address address) {
        InetAddress ip = address.prefix().address();
        boolean usual = link.flags().loopback()
                ? ip.isLoopbackAddress()
                        && (address.prefix().length() == 8 || address.prefix().length() == 128)
                : ip.isLinkLocalAddress() && address.prefix().family() == Family.INET6;
        return address.all().has("IFA_PROTO") ? address.all().number("IFA_PROTO") > 0 : usual;
    }

    private void neighbours() {
        for (Neighbour neighbour : NeighbourOperations.all(network.here())) {
            Statements.neighbour(neighbour).ifPresent(said -> linked(said, neighbour.index(), "neighbour", ""));
        }
        for (Neighbour proxy : NeighbourOperations.proxies(network.here())) {
            Statements.neighbour(proxy).ifPresent(said -> linked(said, proxy.index(), "neighbour", ", proxy: true"));
        }
    }

    private void forwarding() {
        Set<String> own = new HashSet<>();
        network.links().values().forEach(l -> l.mac().ifPresent(own::add));
        for (Neighbour entry : FdbOperations.all(network.here())) {
            Link link = network.links().get(entry.index());
            // multicast groups and the addresses of devices above it are in its table by themselves
            boolean group = entry.mac()
                    .filter(m -> Integer.parseInt(m.substring(0, 2), 16) % 2 == 1)
                    .isPresent();
            boolean tunnel = link != null && link.kind().equals("vxlan");
            boolean usual =
                    !tunnel && (group || entry.mac().filter(own::contains).isPresent());
            if (link == null || usual || tunnel && isRemote(link, entry)) {
                continue;
            }
            Statements.fdb(entry, link.name(), link.master().isPresent())
                    .ifPresent(said -> linked(said, entry.index(), "fdb", ""));
        }
    }

    /** The entry for all other addresses, which follows from the option {@code remote}. */
    private static boolean isRemote(Link link, Neighbour entry) {
        Map<String, Object> options = Kinds.of(link.kind(), link.data())
                .map(k -> k.values(Network.data(k, link)))
                .orElse(Map.of());
        Object remote = Optional.ofNullable(options.get("remote")).orElse(options.get("group"));
        return entry.mac().filter("00:00:00:00:00:00"::equals).isPresent()
                && entry.all().value("NDA_DST").filter(d -> d.equals(remote)).isPresent();
    }

    /** A line about a device, which is its last option. */
    private void linked(Statement said, int index, String what, String which) {
        if (!covered.contains(index)) {
            return;
        }
        Map<String, Object> dev = Map.of(DEV, names.get(index));
        if (!said.unsaid().isEmpty()) {
            comment(said.text(dev) + " has more: " + String.join(", ", said.unsaid()));
            return;
        }
        String removal = "delete " + what + ": " + Literal.quoted(said.subject()) + ", " + Literal.options(dev) + which;
        String key = names.get(index) + " " + said.subject() + which + (what.equals("fdb") ? said.options() : "");
        lines.add(new Line(place(), what, names.get(index), what + " " + key, null, said.text(dev), removal));
    }

    private void qdisc(Qdisc qdisc) {
        if (!covered.contains(qdisc.index())) {
            return;
        }
        String device = names.get(qdisc.index());
        Statements.qdisc(qdisc, device).ifPresent(said -> {
            if (!said.unsaid().isEmpty()) {
                comment("qdisc " + qdisc.kind() + " of " + device + ": " + String.join(", ", said.unsaid()));
                return;
            }
            String which = qdisc.isRoot() ? "" : ", parent: " + Literal.quoted(qdisc.parentText());
            String removal = "delete qdisc: " + Literal.quoted(device) + which;
            lines.add(new Line(place(), "qdisc", device, "qdisc " + device + which, null, said.toString(), removal));
        });
        if (qdisc.handle() != 0) {
            ClassOperations.all(network.here(), qdisc.index()).stream()
                    .filter(c -> (c.handle() & Qdisc.MAJOR) == qdisc.handle())
                    .sorted(Comparator.comparing((TrafficClass c) -> c.parent() != Qdisc.ROOT)
                            .thenComparing(TrafficClass::handle))
                    .forEach(c -> trafficClass(c, device));
        }
    }

    private void trafficClass(TrafficClass is, String device) {
        Statements.trafficClass(is, device).ifPresent(said -> {
            String id = Qdisc.handleText(is.handle());
            if (!said.unsaid().isEmpty()) {
                comment("class " + id + " of " + device + ": " + String.join(", ", said.unsaid()));
                return;
            }
            String text = "qdisc.class " + Literal.quoted(device) + ", " + Literal.quoted(id) + ", "
                    + Literal.options(said.options());
            String removal = "qdisc.classes().find { it.device == " + Literal.quoted(device) + " && it.id == "
                    + Literal.quoted(id) + " }.delete()";
            lines.add(new Line(place(), "qdisc", device, "class " + device + " " + id, null, text, removal));
        });
    }

    private void filter(TrafficFilter is) {
        if (!covered.contains(is.index())) {
            return;
        }
        Statement said = Statements.filter(is, names);
        String device = names.get(is.index());
        if (!said.unsaid().isEmpty()) {
            comment("filter " + is.kind() + " of " + device + ": " + String.join(", ", said.unsaid()));
            return;
        }
        String removal = "qdisc.filters().find { it.device == " + Literal.quoted(device) + " && it.priority == "
                + is.priority() + " }.delete()";
        lines.add(new Line(
                place(), "qdisc", device, "filter " + device + " " + said.options(), null, said.toString(), removal));
    }

    private void nexthop(NextHop hop) {
        Statement said = Statements.nexthop(hop, names);
        if (hop.dev().isPresent() ? !isCovered(hop.dev()) : !all) {
            return;
        }
        String text = "nexthop " + hop.id() + ", " + Literal.options(said.options());
        if (!said.unsaid().isEmpty()) {
            comment(text + " has more: " + String.join(", ", said.unsaid()));
            return;
        }
        String device = names.find(hop.dev()).orElse("");
        lines.add(
                new Line(place(), "nexthop", device, "nexthop " + hop.id(), null, text, "delete nexthop: " + hop.id()));
    }

    /** For each gateway the one device whose network it is in. */
    private Map<InetAddress, String> gateways(List<Address> addresses) {
        Map<InetAddress, String> found = new HashMap<>();
        for (Route route : RouteOperations.all(network.here())) {
            route.via().ifPresent(via -> {
                List<Integer> devices = addresses.stream()
                        .filter(a -> holds(a, via))
                        .map(Address::index)
                        .distinct()
                        .toList();
                if (devices.size() == 1) {
                    found.put(via, names.get(devices.get(0)));
                }
            });
        }
        return found;
    }

    private static boolean holds(Address address, InetAddress via) {
        Prefix network = new Prefix(
                        address.peer().orElse(address.prefix().address()),
                        address.prefix().length())
                .network();
        return Family.of(via) == network.family()
                && !via.isLinkLocalAddress()
                && new Prefix(via, network.length()).network().equals(network);
    }

    private boolean isOwn(Route route) {
        if (KERNEL.contains(route.protocol())) {
            return false;
        }
        List<OptionalInt> devices = route.hops().isEmpty()
                ? List.of(route.dev())
                : route.hops().stream().map(h -> h.dev()).toList();
        boolean toDevices = devices.stream().allMatch(this::isCovered);
        return all ? toDevices || devices.stream().allMatch(OptionalInt::isEmpty) || isNowhere(route) : toDevices;
    }

    /** IPv6 lists the loopback device for what goes nowhere. */
    private static boolean isNowhere(Route route) {
        return Set.of("unreachable", "blackhole", "prohibit", "throw")
                .contains(route.type().toString());
    }

    private void route(Route route, Map<InetAddress, String> gateways) {
        Statement said = Statements.route(route, names, gateways);
        if (!said.unsaid().isEmpty()) {
            comment(said + " has more: " + String.join(", ", said.unsaid()));
            return;
        }
        Map<String, Object> which = new LinkedHashMap<>();
        Predicate<String> keyed =
                option -> List.of("metric", "table", "tos", "type").contains(option);
        said.options().forEach((option, value) -> {
            if (keyed.test(option)) {
                which.put(option, value);
            }
        });
        which.remove("type");
        String first = "route " + said.subject() + " " + route.family() + " " + which;
        // those that stand beside another of the same key are found by their ways
        boolean beside = lines.stream()
                .anyMatch(l -> l.place().equals(place()) && l.key().equals(first));
        String key = beside ? first + " " + said.options() : first;
        String more = which.isEmpty() ? "" : ", " + Literal.options(which);
        String device = names.find(route.dev()).orElse("");
        lines.add(new Line(
                place(),
                "route",
                device,
                key,
                null,
                (beside ? "route.append" : "route") + said.toString().substring("route".length()),
                "delete route: " + Literal.quoted(said.subject()) + more));
    }

    private boolean isOwn(Rule rule) {
        boolean usual =
                Set.of(0, 32766, 32767).contains(rule.priority()) && rule.all().number("FRA_PROTOCOL", 0) == 2;
        boolean l3mdev = rule.all().number("FRA_PROTOCOL", 0) == 2 && rule.priority() == 1000;
        return all && !usual && !l3mdev;
    }

    private void rule(Rule rule) {
        Statement said = Statements.rule(rule);
        if (!said.unsaid().isEmpty()) {
            comment(said + " has more: " + String.join(", ", said.unsaid()));
            return;
        }
        lines.add(Line.of(
                place(), "rule", said.options().toString(), said.toString(), "delete rule: " + rule.priority()));
    }

    /** The rules of nsx's own tables; those are for the lab wherever they stand. */
    private void own(OwnTable which, String sort, Function<OwnRule, Line> line) {
        OwnRuleOperations operations =
                new OwnRuleOperations(network.here().kernel(), network.here().context(), which);
        operations.read().rules().stream()
                .map(rule -> which.meaning(rule)
                        .map(line)
                        .orElseGet(() -> Line.comment(
                                place(), sort, "nftables table of nsx: a rule to " + operations.prose(rule))))
                .distinct()
                .forEach(lines::add);
    }

    private Line nat(OwnRule nat) {
        Map<String, Object> options = new LinkedHashMap<>();
        String text;
        if (nat instanceof Forward forward) {
            options.put("to", forward.target());
            if (!forward.protocol().text().equals("tcp")) {
                options.put("proto", forward.protocol().text());
            }
            if (!forward.in().isEmpty()) {
                options.put("in", forward.in());
            }
            text = "nat.forward " + forward.port() + ", " + Literal.options(options);
        } else {
            Masquerade masquerade = (Masquerade) nat;
            String out = masquerade.out().isEmpty() ? "" : ", out: " + Literal.quoted(masquerade.out());
            text = "nat.masquerade " + Literal.quoted(masquerade.text()) + out;
        }
        String removal = "nat.rules().findAll { it.toString() == " + Literal.quoted(nat.prose()) + " }*.delete()";
        return Line.of(place(), "nat", nat.prose(), text, removal);
    }

    private Line filter(OwnRule own) {
        Filter filter = (Filter) own;
        return Line.of(
                place(),
                "filter",
                filter.prose(),
                "filter." + filter.verdict().text() + options(filter),
                "filter.rules().findAll { it.toString() == " + Literal.quoted(filter.prose()) + " }*.delete()");
    }

    /** Without a condition it is a call all the same. */
    private static String options(Filter filter) {
        Map<String, Object> options = new LinkedHashMap<>();
        filter.from().ifPresent(p -> options.put("from", p.toString()));
        filter.to().ifPresent(p -> options.put("to", p.toString()));
        options.put("in", filter.in());
        options.put("out", filter.out());
        options.put("proto", filter.protocol());
        options.put("port", filter.port());
        options.put("hook", filter.hook().text());
        options.put("prefix", filter.prefix());
        options.values().removeIf(value -> value.equals("") || value.equals(0));
        options.remove("hook", "forward");
        options.remove("prefix", Filter.PREFIX);
        return options.isEmpty() ? "()" : " " + Literal.options(options);
    }
}
