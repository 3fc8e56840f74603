package nsx.dsl.value.network;

import groovy.lang.GroovyObjectSupport;
import groovy.lang.MissingPropertyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
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
import nsx.dsl.op.network.LinkOperations;
import nsx.dsl.op.network.LinkProperty;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.MoreFacts;
import nsx.dsl.shape.Named;
import nsx.dsl.shape.OneOf;
import nsx.dsl.unit.LinkName;
import nsx.dsl.value.namespace.NamedSet;
import nsx.dsl.value.namespace.NamespaceValue;
import nsx.dsl.word.Mistake;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.ns.Context;
import nsx.rtnl.Link;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Kinds;
import nsx.rtnl.kind.Option;

/**
 * A device. Its facts are those of when it was looked up until something changes through it; properties that can be set are
 * set by assignment. The options of its kind are properties too: {@code link('br0').stp}.
 */
@MoreFacts(LinkValue.OfKinds.class)
public final class LinkValue extends GroovyObjectSupport implements Named, Facts, Deletable {
    private static final Parameter<Duration> TIME =
            Parameter.required("time", Reader.duration("1.second"), "how long to count");

    private final LiveLink device;
    private final Peers peers;

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

    /** The largest packet, in bytes. */
    public int getMtu() {
        return now().mtu();
    }

    /** Sets the largest packet, in bytes. */
    public void setMtu(Object value) {
        assign(LinkProperty.MTU, value);
    }

    /** The MAC address; null for a device without one. */
    public String getMac() {
        return now().mac().orElse(null);
    }

    /** Sets the MAC address. */
    public void setMac(Object value) {
        assign(LinkProperty.MAC, value);
    }

    /** The alias, which is free text; null without one. */
    public String getAlias() {
        return now().alias().orElse(null);
    }

    /** Sets the alias, which is free text. */
    public void setAlias(Object value) {
        assign(LinkProperty.ALIAS, value);
    }

    /** The longest transmit queue, in packets. */
    public int getTxqueuelen() {
        return now().txqueuelen();
    }

    /** Sets the longest transmit queue, in packets. */
    public void setTxqueuelen(Object value) {
        assign(LinkProperty.TXQUEUELEN, value);
    }

    /** Whether the device receives packets for other hosts too. */
    public boolean isPromisc() {
        return now().flags().promisc();
    }

    /** Sets whether the device receives packets for other hosts too. */
    public void setPromisc(Object value) {
        assign(LinkProperty.PROMISC, value);
    }

    /** The number of the device's group (default 0). */
    public int getGroup() {
        return now().group();
    }

    /** Sets the number of the device's group. */
    public void setGroup(Object value) {
        assign(LinkProperty.GROUP, value);
    }

    /** The device's other names. */
    public List<String> getAltnames() {
        return now().altnames();
    }

    /** Packets, bytes, errors and drops since the device was made. */
    public Link.Stats getStats() {
        return now().stats();
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
        NamespaceValue there = to instanceof NamespaceValue value
                ? value
                : NamedSet.networks(here().session()).get(Texts.of(to));
        if (there.namespace().equals(here().context().net())) {
            return this;
        }
        if (now().flags().loopback()) {
            throw new NsxException("cannot move " + name() + " to " + there.name())
                    .because("a loopback device belongs to its network namespace")
                    .at(name());
        }
        device.move(there.namespace(), there.name());
        return this;
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

    /** Not called {@code set}: Groovy would use that as the setter of every unknown property. */
    private void assign(LinkProperty property, Object value) {
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

    private Link now() {
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
        return device.option(name).orElseThrow(() -> new MissingPropertyException(name, LinkValue.class));
    }

    /** Sets an option of the device's kind. */
    public void propertyMissing(String name, Object value) {
        Kind kind = device.kind().orElseThrow(() -> new MissingPropertyException(name, LinkValue.class));
        if (kind.options(name).stream().noneMatch(Option::settable)) {
            List<String> known = new ArrayList<>(
                    KindParameters.options(kind).stream().map(Parameter::name).toList());
            Stream.of(LinkProperty.values()).map(p -> p.parameter().name()).forEach(known::add);
            throw Mistake.unknown(kind.name(), name, known);
        }
        device.setOption(kind, name, value);
    }

    @Override
    public List<String> facts() {
        return List.of(
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
    }

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
            Set<String> all = new HashSet<>();
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
