package nsx.dsl.value.network;

import groovy.lang.GroovyObjectSupport;
import groovy.lang.MissingPropertyException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.dsl.change.Deletable;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.op.network.LinkOperations;
import nsx.dsl.op.network.LinkProperty;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Named;
import nsx.dsl.shape.OneOf;
import nsx.dsl.unit.LinkName;
import nsx.dsl.value.namespace.NamespaceValue;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.ns.Context;
import nsx.rtnl.Link;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Kinds;

/**
 * A device. Its facts are those of when it was looked up until something changes through it; properties that can be set are
 * set by assignment. The options of its kind are properties too: {@code link('br0').stp}.
 */
public final class LinkValue extends GroovyObjectSupport implements Named, Facts, Deletable {
    private static final Parameter<Duration> TIME =
            Parameter.required("time", Reader.duration("1.second"), "how long to count");

    private Here here;
    private Link link;
    private boolean stale;
    private final Peers peers;

    public LinkValue(Here here, Link link) {
        this(here, link, Peers.of(here));
    }

    /** @param peers shared by the rows of a table, so that namespaces are looked through once */
    public LinkValue(Here here, Link link, Peers peers) {
        this.here = here;
        this.link = link;
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
        here.session().answers().asked();
        Link.Stats before = refresh().getStats();
        long start = System.nanoTime();
        here.kernel().call(here.context(), () -> {
            Thread.sleep(length.toMillis(), length.toNanosPart() % 1_000_000);
            return null;
        });
        Link.Stats after = refresh().getStats();
        return LinkRate.of(before, after, System.nanoTime() - start);
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
        return here.session().within(here.context(), "", () -> here.session().call("addresses", Map.of("dev", name())));
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
        Link wanted = Devices.get(here, after);
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
        NamespaceValue there = (NamespaceValue)
                (to instanceof NamespaceValue ? to : here.session().call("netns", to));
        if (there.namespace().equals(here.context().net())) {
            return this;
        }
        if (now().flags().loopback()) {
            throw new NsxException("cannot move " + name() + " to " + there.name())
                    .because("a loopback device belongs to its network namespace")
                    .at(name());
        }
        here.session().change(List.of(operations().move(there.namespace(), there.name())));
        here = here.in(here.context().with(there.namespace()));
        link = Devices.get(here, name());
        return this;
    }

    /** Gives the device an address, with the options of {@code address}. */
    public LinkValue address(Object... arguments) {
        return call("address", arguments);
    }

    @Override
    public void delete() {
        here.session().change(List.of(operations().delete()));
    }

    /** Calls a word that takes a device as {@code dev:} with this one. */
    private LinkValue call(String word, Object... arguments) {
        here.session().within(here.context(), "", () -> here.session().call(word, DevArgument.add(arguments, name())));
        return this;
    }

    /** Not called {@code set}: Groovy would use that as the setter of every unknown property. */
    private void assign(LinkProperty property, Object value) {
        Object before = property.read(now());
        Object after = property.parameter().read("link", value);
        if (!before.equals(after)) {
            change(operations().set(property, before, after));
        }
    }

    private LinkValue change(Operation operation) {
        here.session().change(List.of(operation));
        stale = true;
        return this;
    }

    /** There is nothing to change. */
    private LinkValue agreed() {
        here.session().answers().agreed();
        return this;
    }

    private LinkOperations operations() {
        return LinkOperations.of(here, now());
    }

    /** Reads the device's facts again. */
    public LinkValue refresh() {
        link = Devices.get(here, name());
        return this;
    }

    public Link link() {
        return now();
    }

    /** The kernel's facts of the device, read again after a change. */
    private Link now() {
        if (stale) {
            link = Devices.find(here, link.index()).orElse(link);
            stale = false;
        }
        return link;
    }

    public Context context() {
        return here.context();
    }

    private Optional<Kind> kind() {
        return Kinds.ofKernel(now().kind());
    }

    private Optional<Object> option(String name) {
        return kind().map(k -> k.values(now().data()).get(name));
    }

    /** An option of the device's kind, or a word that takes the device as {@code dev:}. */
    public Object propertyMissing(String name) {
        return option(name)
                .or(() -> Kinds.portOf(now().slaveKind().orElse(""))
                        .map(k -> k.values(now().slaveData()).get(name)))
                .orElseThrow(() -> new MissingPropertyException(name, LinkValue.class));
    }

    public void propertyMissing(String name, Object value) {
        Kind kind = kind().orElseThrow(() -> new MissingPropertyException(name, LinkValue.class));
        KindOptions options = new KindOptions(here, kind);
        List<Operation> operations = options.differences(now(), Map.of(name, value));
        if (!operations.isEmpty()) {
            change(operations.get(0));
        }
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
        return kind().map(k -> k.values(now().data())).orElse(Map.of());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LinkValue v
                && v.link.index() == now().index()
                && v.here.context().net().equals(here.context().net());
    }

    @Override
    public int hashCode() {
        return link.index();
    }

    @Override
    public String toString() {
        return name();
    }
}
