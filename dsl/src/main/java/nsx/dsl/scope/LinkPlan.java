package nsx.dsl.scope;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.op.address.AddressOperations;
import nsx.dsl.op.bridge.TreeOperations;
import nsx.dsl.op.bridge.VlanOperations;
import nsx.dsl.op.bridge.VlanWish;
import nsx.dsl.op.link.LinkCreation;
import nsx.dsl.op.link.LinkOperations;
import nsx.dsl.op.link.LinkProperty;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.dsl.session.Session;
import nsx.dsl.value.link.KindOptions;
import nsx.dsl.value.link.Masters;
import nsx.dsl.word.Arguments;
import nsx.netlink.Attributes;
import nsx.rtnl.BridgeVlan;
import nsx.rtnl.Link;
import nsx.rtnl.Links;
import nsx.rtnl.kind.BridgePort;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Option;

/**
 * The operations that bring a device to the state of a block: all for a missing device, the differences for an
 * existing one.
 */
public final class LinkPlan {
    private static final String STATE = "state";
    private static final int NO_STP = 0;
    private static final int KERNEL_STP = 1;

    private final Here here;
    private final Kind kind;
    private final String name;
    private final LinkScope wanted;
    private final LinkOperations device;
    private final KindOptions kindOptions;
    private final List<Operation> operations = new ArrayList<>();
    private final Map<Operation, StackTraceElement> written;

    /** @param written receives the line of the block that requested each operation */
    public LinkPlan(
            Session session, Kind kind, String name, LinkScope wanted, Map<Operation, StackTraceElement> written) {
        this(session.here(), kind, name, wanted, written);
    }

    LinkPlan(Here here, Kind kind, String name, LinkScope wanted, Map<Operation, StackTraceElement> written) {
        this.here = here;
        this.kind = kind;
        this.name = name;
        this.wanted = wanted;
        this.written = written;
        this.device = new LinkOperations(here, name);
        this.kindOptions = new KindOptions(here, kind);
    }

    /** Checks that this kernel has the options of the device that was made, and of its ports. */
    public static void check(Here here, Kind kind, String name, LinkScope wanted) {
        KindOptions.check(here, kind, name, Link::data, wanted.options());
        wanted.ports().forEach((port, given) -> {
            Map<String, Object> options = new LinkedHashMap<>(given);
            VlanWish.take("port", options);
            options.remove(TreeOperations.PARAMETER.name());
            KindOptions.check(here, BridgePort.KIND, port, Link::slaveData, options);
        });
    }

    public List<Operation> operations() {
        Optional<Link> now = Devices.find(here, name);
        now.ifPresentOrElse(this::change, this::create);
        return rest(now);
    }

    /**
     * The differences alone, which make no device.
     *
     * @param now the device as it was looked up
     */
    List<Operation> ofExisting(Link now) {
        change(now);
        return rest(Optional.of(now));
    }

    /**
     * The operations that make a device as wanted that somebody else makes: one of no known kind, or an end of a pair, which an
     * operation before them may make.
     */
    public List<Operation> ofMade() {
        Optional<Link> now = Devices.find(here, name);
        if (now.isPresent()) {
            properties(now.get());
        } else {
            wanted.properties().forEach((property, value) -> {
                if (property.isSettable()) {
                    plan(property.word(), () -> List.of(device.set(property, null, value)));
                }
            });
        }
        return rest(now);
    }

    private List<Operation> rest(Optional<Link> now) {
        wanted.altnames().stream()
                .filter(a -> now.stream().noneMatch(l -> l.altnames().contains(a)))
                .forEach(a -> plan("altname " + a, () -> List.of(device.addAltname(a))));
        wanted.ports().forEach((port, options) -> plan("port " + port, () -> port(port, options)));
        plan("self", () -> vlans(now));
        TreePlan trees = new TreePlan(here, name, wanted.self(), this::usual);
        plan("self", trees::globals);
        wanted.ports().forEach((port, options) -> plan("port " + port, () -> trees.port(port, options)));
        plan("master", () -> master(now));
        int n = 0;
        for (Arguments address : wanted.addresses()) {
            plan("address " + n++, () -> AddressOperations.ensure(here, name, address));
        }
        boolean isUp = now.map(Link::up).orElse(false);
        if (wanted.wantsUp() != null && wanted.wantsUp() != isUp) {
            plan("up", () -> List.of(isUp ? device.down() : device.up()));
        }
        return operations;
    }

    /** Adds the operations of a wish; an error, now or at execution, is attributed to the line of the wish. */
    private void plan(String wish, Supplier<List<Operation>> part) {
        StackTraceElement line = wanted.written(wish);
        for (Operation operation : said(wish, part)) {
            operations.add(operation);
            if (line != null) {
                written.put(operation, line);
            }
        }
    }

    private <T> T said(String wish, Supplier<T> part) {
        try {
            return part.get();
        } catch (NsxException e) {
            throw e.written(wanted.written(wish));
        }
    }

    /** Attributes the error to the first option that is invalid on its own. */
    private <T> T options(Map<String, Object> options, Supplier<T> part) {
        try {
            return part.get();
        } catch (NsxException e) {
            options.forEach(
                    (option, value) -> said(option, () -> kindOptions.data(Collections.singletonMap(option, value))));
            throw e;
        }
    }

    private void create() {
        Map<String, Object> options = new LinkedHashMap<>(wanted.options());
        String below = kind.isOnLink() ? said("dev", () -> below(options)) : null;
        Attributes given = options(options, () -> kindOptions.data(options));
        kind.missing(given).ifPresent(this::missing);
        Attributes data = kind.fresh(given);
        if (kind.creation() == Kind.Creation.IOCTL && wanted.index().isPresent()) {
            throw new NsxException("cannot give " + kind + " " + name + " an index")
                    .because("it is made by ioctl(2), which takes none")
                    .at(wanted.index().getAsInt())
                    .written(wanted.written("index"));
        }
        Attributes general = Links.attributes();
        for (Map.Entry<LinkProperty, Object> property : wanted.properties().entrySet()) {
            general = property.getKey().create(general, property.getValue());
        }
        operations.add(LinkCreation.create(here, kind, name, general, data, below));
        wanted.properties().forEach((property, value) -> {
            if (!property.atCreation() || kind.creation() == Kind.Creation.IOCTL) {
                plan(property.word(), () -> List.of(device.set(property, null, value)));
            }
        });
    }

    private void missing(Option option) {
        throw new NsxException(kind + " needs " + option.name() + ":")
                .because(option.summary())
                .at(name)
                .hint("see help '" + kind + "'");
    }

    private String below(Map<String, Object> options) {
        Object dev = options.remove("dev");
        if (dev == null) {
            throw new NsxException("a " + kind + " needs an underlying device")
                    .at(name)
                    .hint("name it: " + kind + " '" + name + "', dev: '…'");
        }
        return Devices.get(here, Texts.of(dev)).name();
    }

    private void change(Link now) {
        if (!kind.describes(now.kind(), now.data())) {
            throw new NsxException("cannot make " + kind + " " + name)
                    .because(name + " exists and is "
                            + (now.kind().isEmpty() ? "not a " : "a " + now.kind() + ", not a ") + kind)
                    .at(name);
        }
        Map<String, Object> options = new LinkedHashMap<>(wanted.options());
        said("dev", () -> {
            checkBelow(now, options);
            return null;
        });
        operations.addAll(options(options, () -> kindOptions.differences(now, options)));
        properties(now);
    }

    private void properties(Link now) {
        wanted.properties().forEach((property, value) -> {
            if (property.read(now).equals(value)) {
                return;
            }
            plan(property.word(), () -> List.of(change(property, property.read(now), value)));
        });
    }

    private Operation change(LinkProperty property, Object is, Object value) {
        if (!property.isSettable()) {
            throw new NsxException("cannot give " + name + " the " + property.word() + " " + value)
                    .because("it exists with " + is + ", which cannot change")
                    .at(value)
                    .hint("omit " + property.word() + " to use the existing device, or delete it first");
        }
        return device.set(property, is, value);
    }

    private void checkBelow(Link now, Map<String, Object> options) {
        Object dev = kind.isOnLink() ? options.remove("dev") : null;
        if (dev == null) {
            return;
        }
        int index = Devices.get(here, Texts.of(dev)).index();
        if (now.link().isPresent() && now.link().getAsInt() != index) {
            throw new NsxException("cannot make " + kind + " " + name + " on " + Texts.of(dev))
                    .because(name + " exists on another device")
                    .at(name);
        }
    }

    /** The VLANs that a port gets when it is added, from the block and the bridge's settings. */
    private Collection<BridgeVlan> usual() {
        Object said = wanted.options().get("vlanDefaultPvid");
        return VlanOperations.usual(
                said instanceof Number number
                        ? number.intValue()
                        : Devices.find(here, name)
                                .map(VlanOperations::defaultPvid)
                                .orElse(1));
    }

    private List<Operation> vlans(Optional<Link> now) {
        return VlanWish.take("self", new LinkedHashMap<>(wanted.self()))
                .map(wish -> new VlanOperations(here, name)
                        .ensure(now.isPresent() ? VlanOperations.of(here, now.get()) : usual(), wish))
                .orElse(List.of());
    }

    private List<Operation> port(String port, Map<String, Object> given) {
        Map<String, Object> options = new LinkedHashMap<>(given);
        Optional<Collection<BridgeVlan>> vlans = VlanWish.take("port", options);
        options.remove(TreeOperations.PARAMETER.name());
        Link link = Devices.get(here, port);
        if (link.flags().loopback()) {
            throw new NsxException("cannot put " + port + " into " + name)
                    .because("a loopback device cannot be a port")
                    .at(port);
        }
        Optional<Link> before =
                link.master().isPresent() ? Devices.find(here, link.master().getAsInt()) : Optional.empty();
        boolean in = before.filter(m -> m.name().equals(name)).isPresent();
        List<Operation> needed = new ArrayList<>();
        if (!in) {
            needed.add(
                    new LinkOperations(here, port).master(before.map(Link::name).orElse(null), name));
        }
        List<Operation> changes = new KindOptions(here, BridgePort.KIND).portDifferences(link, in, options);
        if (!changes.isEmpty() && options.containsKey(STATE)) {
            checkState(link, in, options.get(STATE));
        }
        needed.addAll(changes);
        vlans.ifPresent(wish -> needed.addAll(
                new VlanOperations(here, link.name()).ensure(in ? VlanOperations.of(here, link) : usual(), wish)));
        return needed;
    }

    /**
     * Rejects a port state that the bridge would change itself (br_set_port_state, br_make_forwarding of net/bridge).
     */
    private void checkState(Link port, boolean in, Object state) {
        Optional<Integer> now = Devices.find(here, name).map(l -> l.data().integer("IFLA_BR_STP_STATE", NO_STP));
        Object said = wanted.options().get("stp");
        int protocol = said instanceof Boolean b ? (b ? KERNEL_STP : NO_STP) : now.orElse(NO_STP);
        boolean differs =
                !in || !port.slaveData().string("IFLA_BRPORT_STATE", "").equals(String.valueOf(state));
        if (!differs || protocol != KERNEL_STP && !(protocol == NO_STP && "blocking".equals(state))) {
            return;
        }
        NsxException refused =
                new NsxException("cannot set the state of port " + port.name() + " to " + state).at(state);
        throw protocol == KERNEL_STP
                ? refused.because("the bridge sets the states of its ports while stp is on (EBUSY)")
                        .hint("stp false leaves them to you")
                : refused.because("without a spanning tree the bridge opens a blocking port at once")
                        .hint("state: 'listening' keeps it closed");
    }

    private List<Operation> master(Optional<Link> now) {
        if (wanted.master() == null) {
            return List.of();
        }
        Link master = Devices.get(here, wanted.master());
        Masters.check(name, master);
        Optional<Link> before = now.filter(l -> l.master().isPresent())
                .flatMap(l -> Devices.find(here, l.master().getAsInt()));
        boolean in = before.filter(m -> m.index() == master.index()).isPresent();
        return in ? List.of() : List.of(device.master(before.map(Link::name).orElse(null), master.name()));
    }
}
