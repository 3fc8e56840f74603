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

    public String getName() {
        return now().name();
    }

    public int getIndex() {
        return now().index();
    }

    /** The kind as the kernel names it; {@code loopback} for lo and {@code physical} for what has none. */
    public String getKind() {
        if (now().kind().isEmpty()) {
            return now().flags().loopback() ? "loopback" : "physical";
        }
        return Kinds.of(now().kind(), now().data()).map(Kind::name).orElse(now().kind());
    }

    /** The operational state of RFC 2863: up, down, lowerlayerdown, unknown, … */
    public String getState() {
        return now().state();
    }

    /** Whether it was set up, whatever its carrier. */
    public boolean isUp() {
        return now().up();
    }

    public int getMtu() {
        return now().mtu();
    }

    public void setMtu(Object value) {
        assign(LinkProperty.MTU, value);
    }

    public String getMac() {
        return now().mac().orElse(null);
    }

    public void setMac(Object value) {
        assign(LinkProperty.MAC, value);
    }

    public String getAlias() {
        return now().alias().orElse(null);
    }

    public void setAlias(Object value) {
        assign(LinkProperty.ALIAS, value);
    }

    public int getTxqueuelen() {
        return now().txqueuelen();
    }

    public void setTxqueuelen(Object value) {
        assign(LinkProperty.TXQUEUELEN, value);
    }

    public boolean isPromisc() {
        return now().flags().promisc();
    }

    public void setPromisc(Object value) {
        assign(LinkProperty.PROMISC, value);
    }

    public int getGroup() {
        return now().group();
    }

    public void setGroup(Object value) {
        assign(LinkProperty.GROUP, value);
    }

    public List<String> getAltnames() {
        return now().altnames();
    }

    /** Packets, bytes, errors and drops since it was made. */
    public Link.Stats getStats() {
        return now().stats();
    }

    /** What passes it, for each second of the time that is given: it waits that long. */
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

    /** The same over a second. */
    public LinkRate rate() {
        return rate(Duration.ofSeconds(1));
    }

    /** The name of the device that it is a port of; null for none. */
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

    /** Its addresses as a table. */
    public Object getAddresses() {
        return here.session().within(here.context(), "", () -> here.session().call("addresses", Map.of("dev", name())));
    }

    public LinkValue up() {
        return now().up() ? this : change(operations().up());
    }

    public LinkValue down() {
        return now().up() ? change(operations().down()) : this;
    }

    /** Gives it another name; EEXIST when that is taken. */
    public LinkValue rename(Object to) {
        String after = LinkName.check(Texts.of(to));
        return after.equals(name()) ? this : change(operations().rename(after));
    }

    public LinkValue altname(Object other) {
        String altname = Texts.of(other);
        return now().altnames().contains(altname) ? this : change(operations().addAltname(altname));
    }

    /** Makes it a port of a bridge, bond or vrf. */
    public LinkValue master(Object of) {
        String after = Texts.of(of);
        Link wanted = Devices.get(here, after);
        Masters.check(name(), wanted);
        boolean in = now().master().isPresent() && now().master().getAsInt() == wanted.index();
        return in ? this : change(operations().master(getMaster(), after));
    }

    public LinkValue nomaster() {
        return masterName().map(m -> change(operations().nomaster(m))).orElse(this);
    }

    /** Moves it to another network namespace; the kernel drops its addresses and sets it down. */
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

    /** Not called {@code set}: Groovy would take that for the setter of every property that it does not find. */
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

    private LinkOperations operations() {
        return LinkOperations.of(here, now());
    }

    /** Looks it up again. */
    public LinkValue refresh() {
        link = Devices.get(here, name());
        return this;
    }

    public Link link() {
        return now();
    }

    /** What the kernel says of it, asked again after a change. */
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

    /** The options of its kind by name. */
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
