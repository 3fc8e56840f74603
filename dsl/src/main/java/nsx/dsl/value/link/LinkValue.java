package nsx.dsl.value.link;

import groovy.lang.MissingPropertyException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nsx.dsl.change.Deletable;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.link.FeatureOperations;
import nsx.dsl.op.link.LinkOperations;
import nsx.dsl.op.link.LinkProperty;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.dsl.shape.MoreFacts;
import nsx.dsl.unit.LinkName;
import nsx.dsl.value.namespace.NamespaceValue;
import nsx.dsl.word.Mistake;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.rtnl.Link;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Option;

/**
 * A device. The facts are those at the time of lookup, until something changes through this value. Properties are set
 * by assignment. The options of its kind are properties too: {@code link('br0').stp}.
 */
@MoreFacts(LinkOptions.class)
public final class LinkValue extends LinkFacts implements Deletable {
    private static final Parameter<Boolean> SWITCH = Parameter.named("feature", Reader.truth(), "on or off");

    public LinkValue(Here here, Link link) {
        this(here, link, Peers.of(here));
    }

    /** @param peers shared by the rows of a table, so that namespaces are searched only once */
    public LinkValue(Here here, Link link, Peers peers) {
        super(here, link, peers);
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
        String after = LinkName.check(Mistake.given("rename", "a name", to));
        return after.equals(name()) ? agreed() : change(operations().rename(after));
    }

    /** Gives the device another name in addition to its own; fails with EEXIST when a device has it. */
    public LinkValue altname(Object other) {
        String altname = Mistake.given("altname", "a name", other);
        return now().altnames().contains(altname)
                ? agreed()
                : change(operations().addAltname(altname));
    }

    /** Removes an alternative name of the device. */
    public LinkValue noaltname(Object other) {
        String altname = Mistake.given("noaltname", "a name", other);
        return now().altnames().contains(altname) ? change(operations().deleteAltname(altname)) : agreed();
    }

    /** Makes the device a port of a bridge, bond or vrf. */
    public LinkValue master(Object of) {
        String after = Mistake.given("master", "a device", of);
        Link wanted = Devices.get(here(), after);
        Masters.check(name(), wanted);
        boolean in = now().master().isPresent() && now().master().getAsInt() == wanted.index();
        return in ? agreed() : change(operations().master(getMaster(), after));
    }

    /** Removes the device from its bridge, bond or vrf. */
    public LinkValue nomaster() {
        return masterName().map(m -> change(operations().nomaster(m))).orElseGet(this::agreed);
    }

    /** Moves the device to another network namespace; the kernel removes its addresses and sets it down. */
    public LinkValue move(Object to) {
        Mistake.given("move", "a network namespace", to);
        NamespaceValue there = MoveTarget.of(here(), to);
        if (there.namespace().equals(here().context().net())) {
            return this;
        }
        if (now().flags().loopback()) {
            throw new NsxException("cannot move " + name() + " to " + there.name())
                    .because("a loopback device belongs to its network namespace")
                    .at(name());
        }
        device().move(there.namespace(), there.name());
        moved();
        return this;
    }

    /** Makes devices ports of the bridge, bond or vrf, with the options of {@code port} in its block. */
    public LinkValue port(Object... arguments) {
        String word = device().kind()
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

    /** Adds an address to the device, with the options of {@code address}. */
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

    /** Calls a word with this device as {@code dev:}. */
    private LinkValue call(String word, Object... arguments) {
        here().session()
                .within(here().context(), "", () -> here().session().call(word, DevArgument.add(arguments, name())));
        return this;
    }

    @Override
    void assign(LinkProperty property, Object value) {
        device().assign(property, value);
    }

    private LinkValue change(Operation operation) {
        device().change(operation);
        return this;
    }

    /** Notes that the device already had the requested state. */
    private LinkValue agreed() {
        here().session().answers().agreed();
        return this;
    }

    private LinkOperations operations() {
        return device().operations();
    }

    /** Sets an option of the device's kind. */
    public void propertyMissing(String name, Object value) {
        Kind kind = device().kind().orElseThrow(() -> new MissingPropertyException(name, LinkValue.class));
        if (kind.options(name).stream().noneMatch(Option::settable)) {
            List<String> known = new ArrayList<>(
                    KindParameters.options(kind).stream().map(Parameter::name).toList());
            Stream.of(LinkProperty.values())
                    .filter(LinkProperty::isSettable)
                    .map(p -> p.parameter().name())
                    .forEach(known::add);
            throw Mistake.unknown(kind.name(), name, known);
        }
        device().setOption(kind, name, value);
    }

    /** Reads the device's facts again; fails when the device is gone. */
    public LinkValue refresh() {
        device().refresh();
        return this;
    }
}
