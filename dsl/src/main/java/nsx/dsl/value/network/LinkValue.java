package nsx.dsl.value.network;

import groovy.lang.Closure;
import groovy.lang.MissingPropertyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nsx.dsl.change.Deletable;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.op.network.FeatureOperations;
import nsx.dsl.op.network.LinkOperations;
import nsx.dsl.op.network.LinkProperty;
import nsx.dsl.op.network.WireguardOperations;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.dsl.session.Session;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.MoreFacts;
import nsx.dsl.shape.Named;
import nsx.dsl.shape.OneOf;
import nsx.dsl.unit.LinkName;
import nsx.dsl.value.namespace.ContextValue;
import nsx.dsl.value.namespace.NamedSet;
import nsx.dsl.value.namespace.NamespaceValue;
import nsx.dsl.word.Mistake;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.genl.WireguardDevice;
import nsx.ns.Context;
import nsx.ns.NamespaceKind;
import nsx.rtnl.Link;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Kinds;
import nsx.rtnl.kind.Option;
import nsx.rtnl.kind.Wireguard;
import org.codehaus.groovy.runtime.InvokerHelper;

/**
 * A device. Its facts are those of when it was looked up until something changes through it; properties that can be set are
 * set by assignment. The options of its kind are properties too: {@code link('br0').stp}.
 */
@MoreFacts(LinkValue.OfKinds.class)
public final class LinkValue extends LinkProperties implements Named, Facts, Deletable {
    private static final Parameter<Duration> TIME =
            Parameter.required("time", Reader.duration("1.second"), "how long to count");

    private static final Parameter<Boolean> SWITCH = Parameter.named("feature", Reader.truth(), "on or off");

    private final LiveLink device;
    private Peers peers;

    public LinkValue(Here here, Link link) {
        this(here, link, Peers.of(here));
    }

    /** @param peers shared by the rows of a table, so that namespaces are looked through once */
    public LinkValue(Here here, Link link, Peers peers) {
        this.device = new LiveLink(here, link);
        this.peers = peers;
    }

    @Override
    public String name() {
        return now().name();
    }

    /** The name of the device. */
    public String getName() {
        return now().name();
    }

    /** The index of the device in its network namespace. */
    public int getIndex() {
        return now().index();
    }

    /** The kind as the kernel names it; {@code loopback} for lo, {@code physical} for a device without a kind. */
    @OneOf(from = LinkKinds.class)
    public String getKind() {
        if (now().kind().isEmpty()) {
            return now().flags().loopback() ? "loopback" : "physical";
        }
        return Kinds.of(now().kind(), now().data()).map(Kind::name).orElse(now().kind());
    }

    /** The operational state (RFC 2863): up, down, lowerlayerdown, unknown, … */
    @OneOf({"up", "down", "lowerlayerdown", "dormant", "testing", "notpresent", "unknown"})
    public String getState() {
        return now().state();
    }

    /** Whether the device is set up, with or without a carrier. */
    public boolean isUp() {
        return now().up();
    }

    /** The device's other names. */
    public List<String> getAltnames() {
        return now().altnames();
    }

    /** Packets, bytes, errors and drops since the device was made. */
    public Link.Stats getStats() {
        return now().stats();
    }

    /** All counters that the kernel keeps for the device, by its names, those of each kind of error among them. */
    public Map<String, Long> counters() {
        Map<String, Long> all = new LinkedHashMap<>();
        refresh()
                .link()
                .all()
                .struct("IFLA_STATS64")
                .ifPresent(stats -> stats.struct().fields().forEach(name -> all.put(name, stats.number(name))));
        return all;
    }

    /** What the driver does in place of the kernel, by the kernel's names, and whether it is on. */
    public Map<String, Boolean> getFeatures() {
        return new FeatureOperations(here(), name()).now().active();
    }

    /** Switches features by their names or the short names of ethtool(8): {@code offload(tx: false, gro: false)}. */
    public LinkValue offload(Map<String, ?> features) {
        Map<String, Boolean> asked = new LinkedHashMap<>();
        features.forEach((name, on) -> asked.put(name, SWITCH.read("offload", on)));
        List<Operation> needed = new FeatureOperations(here(), name()).ensure(asked);
        if (needed.isEmpty()) {
            return agreed();
        }
        needed.forEach(this::change);
        return this;
    }

    /** Packets and bytes per second, measured over the given duration; the call waits that long. */
    public LinkRate rate(Object time) {
        Duration length = TIME.read("rate", time);
        here().session().answers().asked();
        return device.rate(length);
    }

    /** Packets and bytes per second, measured over one second. */
    public LinkRate rate() {
        return rate(Duration.ofSeconds(1));
    }

    /** The bridge, bond or vrf of which the device is a port; null for none. */
    public String getMaster() {
        return masterName().orElse(null);
    }

    private Optional<String> masterName() {
        return now().master().isPresent()
                ? Optional.of(peers.here(now().master().getAsInt()))
                : Optional.empty();
    }

    /** The other end of a pair as {@code NS:DEV}; null for kinds that are not made in pairs. */
    public String getPeer() {
        return now().isPairEnd() ? peers.name(now()) : null;
    }

    /** The device's addresses, as a table. */
    public Object getAddresses() {
        return here().session()
                .within(here().context(), "", () -> here().session().call("addresses", Map.of("dev", name())));
    }

    /** Sets the device up. */
    public LinkValue up() {
        return now().up() ? agreed() : change(operations().up());
    }

    /** Sets the device down. */
    public LinkValue down() {
        return now().up() ? change(operations().down()) : agreed();
    }

    /** Renames the device; fails with EEXIST when another has the name. */
    public LinkValue rename(Object to) {
        String after = LinkName.check(Texts.of(to));
        return after.equals(name()) ? agreed() : change(operations().rename(after));
    }

    /** Gives the device another name in addition to its own; fails with EEXIST when a device has it. */
    public LinkValue altname(Object other) {
        String altname = Texts.of(other);
        return now().altnames().contains(altname)
                ? agreed()
                : change(operations().addAltname(altname));
    }

    /** Makes the device a port of a bridge, bond or vrf. */
    public LinkValue master(Object of) {
        String after = Texts.of(of);
        Link wanted = Devices.get(here(), after);
        Masters.check(name(), wanted);
        boolean in = now().master().isPresent() && now().master().getAsInt() == wanted.index();
        return in ? agreed() : change(operations().master(getMaster(), after));
    }

    /** Takes the device out of its bridge, bond or vrf. */
    public LinkValue nomaster() {
        return masterName().map(m -> change(operations().nomaster(m))).orElseGet(this::agreed);
    }

    /** Moves the device to another network namespace; the kernel removes its addresses and sets it down. */
    public LinkValue move(Object to) {
        NamespaceValue there = destination(to);
        if (there.namespace().equals(here().context().net())) {
            return this;
        }
        if (now().flags().loopback()) {
            throw new NsxException("cannot move " + name() + " to " + there.name())
                    .because("a loopback device belongs to its network namespace")
                    .at(name());
        }
        device.move(there.namespace(), there.name());
        peers = Peers.of(here());
        return this;
    }

    /** A namespace, its name, or {@code host}, unless a namespace is called so. */
    private NamespaceValue destination(Object to) {
        if (to instanceof NamespaceValue value) {
            return value;
        }
        if (to instanceof ContextValue context) {
            return context.getNet();
        }
        Session session = here().session();
        String name = Texts.of(to);
        boolean isHost = name.equals("host")
                && session.kernel()
                        .named(here().context(), NamespaceKind.NET, name)
                        .isEmpty();
        return isHost
                ? new ContextValue(session.here(session.host()), name).getNet()
                : NamedSet.networks(session).get(name);
    }

    /** Makes devices ports of the bridge, bond or vrf, with the options of {@code port} in its block. */
    public LinkValue port(Object... arguments) {
        String word = device.kind()
                .filter(k -> k.ports() != Kind.Ports.NONE)
                .orElseThrow(() -> new NsxException(name() + " cannot have ports")
                        .because(name() + " is a " + getKind() + ", not a bridge, bond or vrf")
                        .at(name()))
                .name();
        here().session()
                .within(here().context(), "", () -> here().session().call(word, name(), new PortBlock(arguments)));
        refresh();
        return this;
    }

    /** The block of the word of its kind, with one line. */
    private static final class PortBlock extends Closure<Object> {
        private static final long serialVersionUID = 1;
        private final transient Object[] arguments;

        PortBlock(Object[] arguments) {
            super(null);
            this.arguments = arguments;
        }

        /** Called by Groovy. */
        @SuppressWarnings("unused")
        public Object doCall() {
            return InvokerHelper.invokeMethod(getDelegate(), "port", arguments);
        }
    }

    /** Gives the device an address, with the options of {@code address}. */
    public LinkValue address(Object... arguments) {
        return call("address", arguments);
    }

    @Override
    public void delete() {
        if (now().flags().loopback()) {
            throw new NsxException("cannot delete " + name())
                    .because("a loopback device belongs to its network namespace, and goes with it")
                    .at(name());
        }
        here().session().change(List.of(operations().delete()));
    }

    /** Calls a word that takes a device as {@code dev:} with this one. */
    private LinkValue call(String word, Object... arguments) {
        here().session()
                .within(here().context(), "", () -> here().session().call(word, DevArgument.add(arguments, name())));
        return this;
    }

    @Override
    void assign(LinkProperty property, Object value) {
        device.assign(property, value);
    }

    private LinkValue change(Operation operation) {
        device.change(operation);
        return this;
    }

    /** There is nothing to change. */
    private LinkValue agreed() {
        here().session().answers().agreed();
        return this;
    }

    private LinkOperations operations() {
        return device.operations();
    }

    /** Reads the device's facts again. */
    public LinkValue refresh() {
        device.refresh();
        return this;
    }

    /** The device as the kernel describes it. */
    public Link link() {
        return now();
    }

    @Override
    Link now() {
        return device.now();
    }

    private Here here() {
        return device.here();
    }

    /** The namespaces in which the device is. */
    public Context context() {
        return here().context();
    }

    /** An option of the device's kind, or of its port in a bridge or bond. */
    public Object propertyMissing(String name) {
        if (now().kind().equals(Wireguard.KIND.kernelName()) && KEYS.contains(name)) {
            return key(name);
        }
        return device.option(name).orElseThrow(() -> new MissingPropertyException(name, LinkValue.class));
    }

    /** The private key is a secret: it is a property that no list of facts has. */
    private Object key(String name) {
        WireguardDevice now = new WireguardOperations(here(), name()).now();
        return switch (name) {
            case "publicKey" -> now.publicKey().map(Object::toString).orElse(null);
            case "privateKey" -> now.privateKey().map(Object::toString).orElse(null);
            case "listenPort" -> now.port();
            case "fwmark" -> now.fwmark();
            default -> WireguardPeerValue.all(here(), name());
        };
    }

    /** Sets an option of the device's kind. */
    public void propertyMissing(String name, Object value) {
        Kind kind = device.kind().orElseThrow(() -> new MissingPropertyException(name, LinkValue.class));
        if (kind.options(name).stream().noneMatch(Option::settable)) {
            List<String> known = new ArrayList<>(
                    KindParameters.options(kind).stream().map(Parameter::name).toList());
            Stream.of(LinkProperty.values())
                    .filter(LinkProperty::isSettable)
                    .map(p -> p.parameter().name())
                    .forEach(known::add);
            throw Mistake.unknown(kind.name(), name, known);
        }
        device.setOption(kind, name, value);
    }

    @Override
    public List<String> facts() {
        List<String> unusual = Stream.of(LinkProperty.values())
                .filter(property -> property.isUnusual(now()))
                .map(LinkProperty::word)
                .toList();
        List<String> keys = now().kind().equals(Wireguard.KIND.kernelName())
                ? List.of("publicKey", "listenPort", "peers")
                : List.of();
        return Stream.of(USUAL, unusual, keys).flatMap(List::stream).toList();
    }

    private static final Set<String> KEYS = Set.of("publicKey", "privateKey", "listenPort", "fwmark", "peers");

    private static final List<String> USUAL = List.of(
            "index",
            "name",
            "kind",
            "state",
            "up",
            "mtu",
            "mac",
            "master",
            "peer",
            "alias",
            "altnames",
            "txqueuelen",
            "promisc",
            "group",
            "options",
            "stats");

    /** The options of the device's kind, by name. */
    public Map<String, Object> getOptions() {
        return device.options();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LinkValue v
                && v.device.index() == now().index()
                && v.context().net().equals(context().net());
    }

    @Override
    public int hashCode() {
        return device.index();
    }

    @Override
    public String toString() {
        return name();
    }

    /** The options of every kind, and of its ports. */
    static final class OfKinds implements Supplier<Set<String>> {
        @Override
        public Set<String> get() {
            Set<String> all = new HashSet<>(KEYS);
            for (Kind kind : Kinds.ALL) {
                Stream.of(Optional.of(kind), Kinds.portOf(kind.kernelName()))
                        .flatMap(Optional::stream)
                        .flatMap(k -> k.options().stream())
                        .forEach(o -> all.add(o.name()));
            }
            return all;
        }
    }
}
