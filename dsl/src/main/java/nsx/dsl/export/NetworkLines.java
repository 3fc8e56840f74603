package nsx.dsl.export;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import nsx.dsl.change.Kernel;
import nsx.dsl.op.address.AddressOperations;
import nsx.dsl.op.network.Statement;
import nsx.dsl.op.network.Statements;
import nsx.dsl.unit.Literal;
import nsx.ns.NamespaceException;
import nsx.ns.UnresolvedException;
import nsx.process.Sysfs;
import nsx.rtnl.Address;
import nsx.rtnl.Family;
import nsx.rtnl.Link;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Kinds;
import nsx.sys.SysException;

/** A network namespace as lines: its devices, and the rest of its configuration. */
final class NetworkLines {
    private static final String DEV = "dev";
    private static final String LOOPBACK = "lo";

    private final Selection selection;
    private final Network network;
    private final Baseline baseline;
    private final Pairs pairs;
    private final Map<String, String> noted;
    private final List<Line> lines = new ArrayList<>();

    /** @param noted the kernel parameters that a plan sets, by path */
    NetworkLines(Selection selection, Baseline baseline, Pairs pairs, Map<String, String> noted) {
        this.selection = selection;
        this.network = selection.network();
        this.baseline = baseline;
        this.pairs = pairs;
        this.noted = noted;
    }

    List<Line> lines() {
        network.loopback()
                .filter(l -> selection.covers(l) && !l.name().equals(LOOPBACK))
                .ifPresent(this::renamed);
        List<Line> parameters = parameters();
        parameters.stream().filter(l -> !ofDevice(l)).forEach(lines::add);
        List<Address> addresses = addresses();
        List<Link> ordered = ordered();
        Set<String> chosen = chosen(ordered);
        Map<Integer, List<Address>> own = addresses.stream().collect(Collectors.groupingBy(Address::index));
        ordered.forEach(link -> device(link, chosen, own.getOrDefault(link.index(), List.of())));
        parameters.stream().filter(this::ofDevice).forEach(lines::add);
        lines.addAll(new NeighbourLines(selection).lines());
        lines.addAll(new QueueLines(selection).lines());
        lines.addAll(new RouteLines(selection, pairs).lines(addresses));
        lines.addAll(new OwnTableLines(selection, addresses).lines());
        return lines;
    }

    /** Adds a rename of the loopback device, which exists in every namespace; under another name it is not a word. */
    private void renamed(Link loopback) {
        String name = Literal.quoted(loopback.name());
        lines.add(new Line(
                selection.place(),
                "property",
                loopback.name(),
                "loopback",
                null,
                "links().find { it.index == " + loopback.index() + " }.rename(" + name + ")",
                "link(" + name + ").rename(" + Literal.quoted(LOOPBACK) + ")"));
    }

    /** The addresses in the order in which they were added: the kernel lists the newest IPv6 address first. */
    private List<Address> addresses() {
        List<Address> four = new ArrayList<>(AddressOperations.all(selection.here(), Family.INET));
        List<Address> six = new ArrayList<>(AddressOperations.all(selection.here(), Family.INET6));
        Collections.reverse(six);
        four.addAll(six);
        return four;
    }

    private List<Line> parameters() {
        Set<String> devices = new HashSet<>();
        network.links().values().stream().filter(selection::covers).forEach(l -> devices.add(l.name()));
        Map<String, String> is = readParameters();
        is.putAll(noted);
        String loopback = network.loopback().map(Link::name).orElse(LOOPBACK);
        return KernelParameters.lines(selection.place(), is, baseline.parameters(), devices, loopback, selection.all());
    }

    private Map<String, String> readParameters() {
        try {
            return selection.here().kernel().call(selection.here().context(), KernelParameters::read);
        } catch (UnresolvedException e) {
            // a planned namespace is as new as the samples
            return new TreeMap<>(baseline.parameters());
        }
    }

    private boolean ofDevice(Line line) {
        return line.key().matches("sysctl net\\.ipv[46]\\.(conf|neigh)\\..*")
                && !line.key().matches("sysctl net\\.ipv[46]\\.(conf|neigh)\\.(all|default)\\..*");
    }

    /** The devices whose MAC address was set by a user; other devices get a new one elsewhere. */
    private Set<String> chosen(List<Link> links) {
        Set<String> devices = new HashSet<>();
        links.stream().filter(l -> l.mac().isPresent() && !l.flags().loopback()).forEach(l -> devices.add(l.name()));
        Kernel kernel = selection.here().kernel();
        try {
            return kernel.call(selection.here().context(), () -> Sysfs.chosenAddresses(devices));
        } catch (SysException | NamespaceException e) {
            return devices;
        } catch (UnresolvedException e) {
            // a plan knows the addresses that it sets
            return devices;
        }
    }

    /** The devices in an order in which they can be created: lower devices and ports first. */
    private List<Link> ordered() {
        Set<Link> ordered = new LinkedHashSet<>();
        List<Link> asked = network.ordered().stream().filter(selection::covers).toList();
        // devices that exist when the block begins come first
        asked.stream().filter(l -> l.flags().loopback() || l.isPairEnd()).forEach(ordered::add);
        asked.forEach(l -> before(l, ordered, new HashSet<>()));
        return List.copyOf(ordered);
    }

    private void before(Link link, Set<Link> ordered, Set<Link> waiting) {
        if (ordered.contains(link) || !waiting.add(link)) {
            return;
        }
        network.below(link).filter(selection::covers).ifPresent(l -> before(l, ordered, waiting));
        if (Kinds.takesPorts(link.kind())) {
            network.ports(link).stream().filter(selection::covers).forEach(l -> before(l, ordered, waiting));
        }
        ordered.add(link);
    }

    private void device(Link link, Set<String> chosen, List<Address> addresses) {
        Optional<Kind> kind = Kinds.of(link.kind(), link.data());
        DeviceLines device = new DeviceLines(network, baseline, chosen);
        boolean made = kind.isPresent() && !link.isPairEnd();
        if (link.isPairEnd() && pairs.other(network, link).isEmpty()
                || made && link.linkNetnsId().isPresent() && kind.get().isOnLink()) {
            lines.add(selection.comment((kind.map(Kind::name).orElse(link.kind())) + " " + link.name()
                    + ": what it is joined with is in a namespace that is not part of this script"));
            return;
        }
        if (kind.isEmpty() && !link.flags().loopback()) {
            lines.add(selection.comment("device " + link.name() + ": "
                    + (link.kind().isEmpty() ? "hardware" : "no word makes a " + link.kind())));
        } else if (made) {
            List<Link> ports = kind.get().ports() == Kind.Ports.NONE
                    ? List.of()
                    : network.ports(link).stream().filter(selection::covers).toList();
            lines.addAll(device.made(link, kind.get(), ports));
        } else {
            lines.addAll(device.given(link, kind));
        }
        addresses.forEach(a -> address(link, a, made));
        if (link.up()) {
            String alone = Line.device(link.name()) + ".up()";
            lines.add(new Line(
                    selection.place(),
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
        String key = "address " + link.name() + " " + address.prefix();
        if (Statements.isTimed(address)) {
            lines.add(selection.unsaid(key, "address " + address.prefix() + " of " + link.name() + " ends by itself"));
            return;
        }
        if (!said.unsaid().isEmpty()) {
            lines.add(selection.more(key, said.text(Map.of(DEV, link.name())), said));
            return;
        }
        lines.add(new Line(
                selection.place(),
                "address",
                link.name(),
                key,
                made ? said.toString() : null,
                said.text(Map.of(DEV, link.name())),
                "delete address: " + Literal.quoted(address.prefix().toString()) + ", dev: "
                        + Literal.quoted(link.name())));
    }

    /**
     * Whether the kernel added the address. IFA_PROTO tells since Linux 5.18; before, a link-local address counts as
     * the kernel's.
     */
    private static boolean isOfKernel(Link link, Address address) {
        InetAddress ip = address.prefix().address();
        boolean usual = link.flags().loopback()
                ? ip.isLoopbackAddress()
                        && (address.prefix().length() == 8 || address.prefix().length() == 128)
                : ip.isLinkLocalAddress() && address.prefix().family() == Family.INET6;
        return address.all().has("IFA_PROTO") ? address.all().number("IFA_PROTO") > 0 : usual;
    }
}
