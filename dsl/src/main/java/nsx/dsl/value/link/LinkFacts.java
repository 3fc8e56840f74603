package nsx.dsl.value.link;

import groovy.lang.MissingPropertyException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nsx.dsl.op.link.FeatureOperations;
import nsx.dsl.op.link.LinkProperty;
import nsx.dsl.session.Here;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Holds;
import nsx.dsl.shape.Holds.Content;
import nsx.dsl.shape.Named;
import nsx.dsl.shape.OneOf;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.ns.Context;
import nsx.rtnl.Link;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Kinds;

/** The facts of a device at the time of lookup. They are read again after a change through this object. */
public abstract class LinkFacts extends LinkProperties implements Named, Facts {
    private static final Parameter<Duration> TIME =
            Parameter.required("time", Reader.duration("1.second"), "how long to count");

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

    private final LiveLink device;
    private Peers peers;

    /** @param peers shared by the rows of a table, so that namespaces are searched only once */
    LinkFacts(Here here, Link link, Peers peers) {
        this.device = new LiveLink(here, link);
        this.peers = peers;
    }

    LiveLink device() {
        return device;
    }

    /** Reads the names of other devices again, since the device is in another namespace now. */
    void moved() {
        peers = Peers.of(here());
    }

    @Override
    public String name() {
        return now().name();
    }

    /** The name of the device. */
    @Holds(Content.NAME)
    public String getName() {
        return now().name();
    }

    /** The index of the device in its network namespace. */
    public int getIndex() {
        return now().index();
    }

    /** The kind by the kernel's name; {@code loopback} for lo, {@code physical} for a device without a kind. */
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

    /** Packets, bytes, errors and drops since the device was created. */
    public Link.Stats getStats() {
        return now().stats();
    }

    /** All counters that the kernel keeps for the device, by the kernel's names, including each kind of error. */
    public Map<String, Long> counters() {
        Map<String, Long> all = new LinkedHashMap<>();
        device.refresh()
                .all()
                .struct("IFLA_STATS64")
                .ifPresent(stats -> stats.struct().fields().forEach(name -> all.put(name, stats.number(name))));
        return all;
    }

    /** The offloads of the driver by the kernel's names, and whether each is on. */
    public Map<String, Boolean> getFeatures() {
        return new FeatureOperations(here(), name()).now().active();
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

    /** The bridge, bond or vrf that has the device as a port; null for none. */
    @Holds(Content.NAME)
    public String getMaster() {
        return masterName().orElse(null);
    }

    Optional<String> masterName() {
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

    /** The options of the device's kind, by name. */
    public Map<String, Object> getOptions() {
        return device.options();
    }

    /** An option of the device's kind, or of its port in a bridge or bond. */
    public Object propertyMissing(String name) {
        if (WireguardKeys.has(now(), name)) {
            return WireguardKeys.get(here(), name(), name);
        }
        return device.option(name).orElseThrow(() -> new MissingPropertyException(name, LinkValue.class));
    }

    @Override
    public List<String> facts() {
        List<String> unusual = Stream.of(LinkProperty.values())
                .filter(property -> property.isUnusual(now()))
                .map(LinkProperty::word)
                .toList();
        return Stream.of(USUAL, unusual, WireguardKeys.listed(now()))
                .flatMap(List::stream)
                .toList();
    }

    /** The device as the kernel describes it. */
    public Link link() {
        return now();
    }

    @Override
    Link now() {
        return device.now();
    }

    Here here() {
        return device.here();
    }

    /** The namespaces in which the device is. */
    public Context context() {
        return here().context();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LinkFacts f
                && f.device.index() == now().index()
                && f.context().net().equals(context().net());
    }

    @Override
    public int hashCode() {
        return device.index();
    }

    @Override
    public String toString() {
        return name();
    }
}
