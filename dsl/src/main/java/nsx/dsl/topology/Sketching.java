package nsx.dsl.topology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nsx.dsl.shape.Printable;
import nsx.dsl.topology.Sketch.Box;
import nsx.dsl.topology.Sketch.End;
import nsx.dsl.topology.Sketch.Home;
import nsx.dsl.topology.Sketch.Line;
import nsx.dsl.topology.Sketch.Row;
import nsx.dsl.topology.Sketch.What;
import nsx.topology.ChangeMark;
import nsx.topology.Device;
import nsx.topology.Device.Far;
import nsx.topology.Net;

/** Makes a sketch of groups of namespaces. */
final class Sketching {
    private static final int NAMES = 60;
    private static final int COMMAND = 32;

    private record DeviceKey(long inode, int index) {}

    /**
     * The devices of one row: one device for each member of a group, or all devices that lead to members of one
     * group.
     */
    private record Strand(List<Device> devices, boolean port) {
        Device first() {
            return devices.get(0);
        }

        Device last() {
            return devices.get(devices.size() - 1);
        }
    }

    private final Groups groups;
    private final Map<Long, Integer> groupOf = new HashMap<>();
    private final Map<DeviceKey, End> ends = new HashMap<>();
    private final List<Box> boxes = new ArrayList<>();

    Sketching(Groups groups) {
        this.groups = groups;
        for (int i = 0; i < groups.all().size(); i++) {
            int number = i;
            groups.all().get(i).forEach(n -> groupOf.put(n.inode(), number));
        }
    }

    Sketch sketch() {
        groups.all().forEach(nets -> boxes.add(box(nets)));
        List<String> foot = new ArrayList<>();
        if (!groups.bare().isEmpty()) {
            foot.add(bare(groups.bare()));
        }
        groups.notes().forEach(n -> foot.add("note: " + Printable.line(n)));
        return new Sketch(List.copyOf(boxes), lines(), foot);
    }

    private static String bare(List<Net> nets) {
        String names = nets.stream().map(Net::label).map(Printable::line).collect(Collectors.joining(", "));
        String some = names.length() <= NAMES ? names : names.substring(0, names.lastIndexOf(", ", NAMES) + 2) + "…";
        return nets.size() + (nets.size() == 1 ? " more network namespace" : " more network namespaces")
                + " with lo only: " + some;
    }

    private Box box(List<Net> nets) {
        Net net = nets.get(0);
        List<Row> rows = new ArrayList<>();
        net.refused()
                .ifPresent(why -> rows.add(new Row(What.REFUSED, "", Printable.line(why), false, ChangeMark.SAME)));
        for (Strand strand : nets.size() == 1 ? strands(net) : strands(nets)) {
            End end = new End(boxes.size(), rows.size());
            note(nets, strand, end);
            rows.add(row(net, strand));
        }
        net.routes().forEach(r -> rows.add(new Row(What.ROUTE, "", Printable.line(r.text()), false, r.mark())));
        net.nat().forEach(t -> rows.add(new Row(What.NAT, "", "nat: " + Printable.line(t.text()), false, t.mark())));
        if (!net.networks().isEmpty()) {
            rows.add(new Row(What.NETWORK, "", Printable.line(networks(net)), false, net.mark()));
        }
        Home home = net.host() ? Home.HOST : net.current() ? Home.CURRENT : Home.OTHER;
        return new Box(title(nets), id(nets), home, net.mark(), rows);
    }

    private static String networks(Net net) {
        return (net.networks().size() == 1 ? "network: " : "networks: ") + String.join(", ", net.networks());
    }

    private void note(List<Net> nets, Strand strand, End end) {
        for (int i = 0; i < strand.devices.size(); i++) {
            Net net = nets.size() == 1 ? nets.get(0) : nets.get(i);
            ends.put(new DeviceKey(net.inode(), strand.devices.get(i).index()), end);
        }
    }

    private static String title(List<Net> nets) {
        Net first = nets.get(0);
        if (nets.size() > 1) {
            return Printable.line(
                    first.label() + " … " + nets.get(nets.size() - 1).label());
        }
        String process = first.names().isEmpty()
                ? first.leader()
                        .map(l -> first.label() + " (" + shortened(l.command()) + ")")
                        .orElse("no name")
                : String.join(", ", first.names());
        return Printable.line(process);
    }

    private static String shortened(String command) {
        return command.length() <= COMMAND ? command : command.substring(0, COMMAND - 1) + "…";
    }

    private static String id(List<Net> nets) {
        return nets.size() > 1 ? nets.size() + " alike" : nets.get(0).id();
    }

    /** The rows of similar namespaces, each with their n-th devices. */
    private static List<Strand> strands(List<Net> nets) {
        List<List<Device>> each =
                nets.stream().map(n -> ordered(Groups.shown(n))).toList();
        List<Strand> strands = new ArrayList<>();
        for (int i = 0; i < each.get(0).size(); i++) {
            int column = i;
            List<Device> devices = each.stream().map(l -> l.get(column)).toList();
            strands.add(new Strand(devices, isPort(devices.get(0), each.get(0))));
        }
        return strands;
    }

    /** The rows of one namespace, with devices that lead to the same group in one row. */
    private List<Strand> strands(Net net) {
        List<Device> devices = ordered(Groups.shown(net));
        Map<Object, List<Device>> together = new LinkedHashMap<>();
        for (Device device : devices) {
            together.computeIfAbsent(leading(device), k -> new ArrayList<>()).add(device);
        }
        return together.values().stream()
                .map(d -> new Strand(d, isPort(d.get(0), devices)))
                .toList();
    }

    private Object leading(Device device) {
        Integer group = device.peer().map(Far::inode).map(groupOf::get).orElse(null);
        if (group == null
                || groups.all().get(group).size() == 1
                || !addresses(device).isEmpty()) {
            return device;
        }
        return List.of(
                group,
                device.state(),
                device.master(),
                device.mark(),
                device.name().replaceAll("[0-9]+", "#"));
    }

    private static boolean isPort(Device device, List<Device> all) {
        return device.master()
                .filter(m -> all.stream().anyMatch(d -> d.name().equals(m)))
                .isPresent();
    }

    /** Sorts devices so that each master is followed by its ports. */
    private static List<Device> ordered(List<Device> devices) {
        List<Device> ordered = new ArrayList<>();
        devices.stream().filter(d -> !isPort(d, devices)).forEach(d -> {
            ordered.add(d);
            follow(d, devices, ordered);
        });
        devices.stream().filter(d -> !ordered.contains(d)).forEach(ordered::add);
        return ordered;
    }

    private static void follow(Device master, List<Device> devices, List<Device> ordered) {
        for (Device port : devices) {
            if (port.master().equals(Optional.of(master.name())) && !ordered.contains(port)) {
                ordered.add(port);
                follow(port, devices, ordered);
            }
        }
    }

    private Row row(Net net, Strand strand) {
        Device device = strand.first();
        List<String> parts = new ArrayList<>();
        parts.add(device.kind().equals("loopback") ? "" : device.kind());
        parts.add(device.state());
        parts.add(range(addresses(device), addresses(strand.last())));
        parts.add(elsewhere(net, device));
        String text = parts.stream().filter(p -> !p.isEmpty()).collect(Collectors.joining(" "));
        String name = range(device.name(), strand.last().name());
        String count =
                strand.devices.size() > 1 && !name.equals(device.name()) ? " (" + strand.devices.size() + ")" : "";
        return new Row(What.DEVICE, Printable.line(name) + count, Printable.line(text), strand.port, device.mark());
    }

    private static String range(String first, String last) {
        return first.equals(last) ? first : first + " … " + last;
    }

    /** The addresses that a person assigned; in a changed device each with its mark. */
    static String addresses(Device device) {
        return device.addresses().stream()
                .filter(a -> !a.linkLocal())
                .map(a -> (a.mark() == device.mark() ? "" : a.mark().sign()) + a.address())
                .collect(Collectors.joining(" "));
    }

    /** The facts of a device that no line shows. */
    private String elsewhere(Net net, Device device) {
        List<String> parts = new ArrayList<>();
        device.peer().filter(f -> isUndrawn(net, f)).ifPresent(f -> parts.add("↔ " + far(f)));
        device.lower().filter(f -> isUndrawn(net, f)).ifPresent(f -> parts.add("on " + far(f)));
        device.remote().ifPresent(r -> parts.add("→ " + r));
        device.master()
                .filter(m -> net.devices().stream().noneMatch(d -> d.name().equals(m)))
                .ifPresent(m -> parts.add("port of " + m));
        return String.join(" ", parts);
    }

    private boolean isUndrawn(Net net, Far far) {
        return far.inode() == net.inode()
                || !groupOf.containsKey(far.inode())
                || far.device().isEmpty();
    }

    private static String far(Far far) {
        return far.device().orElse("device " + far.index() + " elsewhere");
    }

    private List<Line> lines() {
        Map<List<End>, Line> lines = new LinkedHashMap<>();
        for (List<Net> nets : groups.all()) {
            for (Net net : nets) {
                for (Device device : Groups.shown(net)) {
                    End from = ends.get(new DeviceKey(net.inode(), device.index()));
                    device.peer().ifPresent(far -> line(from, far, true, device.mark(), lines));
                    device.lower().ifPresent(far -> line(from, far, false, device.mark(), lines));
                }
            }
        }
        return List.copyOf(lines.values());
    }

    private void line(End from, Far far, boolean cable, ChangeMark mark, Map<List<End>, Line> lines) {
        End to = ends.get(new DeviceKey(far.inode(), far.index()));
        if (to == null || from == null || to.box() == from.box() || far.inode() == 0) {
            return;
        }
        boolean forward = from.box() < to.box() || from.box() == to.box() && from.row() < to.row();
        End first = forward ? from : to;
        End second = forward ? to : from;
        lines.merge(List.of(first, second), new Line(first, second, cable, mark), Sketching::both);
    }

    /** Merges the marks of a line's ends; if they differ, the line gets the mark of the marked end. */
    private static Line both(Line a, Line b) {
        return a.mark() == ChangeMark.SAME || a.mark() == ChangeMark.CHANGED ? b : a;
    }
}
