package nsx.dsl.scope;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.dsl.Devices;
import nsx.dsl.NsxException;
import nsx.dsl.Operation;
import nsx.dsl.Session;
import nsx.dsl.Texts;
import nsx.dsl.op.LinkCreation;
import nsx.dsl.op.LinkOperations;
import nsx.dsl.op.LinkProperty;
import nsx.dsl.value.KindOptions;
import nsx.dsl.value.Masters;
import nsx.netlink.Attributes;
import nsx.ns.Context;
import nsx.rtnl.Link;
import nsx.rtnl.Links;
import nsx.rtnl.kind.BridgePort;
import nsx.rtnl.kind.Kind;

/** What is to be done so that a device is as a block wants it: everything when it is not there, the differences when it is. */
public final class LinkPlan {
    private final Session session;
    private final Context context;
    private final Kind kind;
    private final String name;
    private final LinkScope wanted;
    private final LinkOperations device;
    private final List<Operation> operations = new ArrayList<>();

    public LinkPlan(Session session, Kind kind, String name, LinkScope wanted) {
        this.session = session;
        this.context = session.context();
        this.kind = kind;
        this.name = name;
        this.wanted = wanted;
        this.device = new LinkOperations(session, context, name);
    }

    public List<Operation> operations() {
        Optional<Link> now = Devices.find(session, context, name);
        now.ifPresentOrElse(this::change, this::create);
        wanted.altnames().stream()
                .filter(a -> now.stream().noneMatch(l -> l.altnames().contains(a)))
                .forEach(a -> operations.add(device.addAltname(a)));
        wanted.ports().forEach(this::port);
        master(now);
        wanted.addresses(name).forEach(a -> operations.addAll(LinkAddresses.ensure(session, context, a)));
        boolean isUp = now.map(Link::up).orElse(false);
        if (wanted.isUp() != null && wanted.isUp() != isUp) {
            operations.add(isUp ? device.down() : device.up());
        }
        return operations;
    }

    private void create() {
        Map<String, Object> options = new LinkedHashMap<>(wanted.options());
        String below = kind.isOnLink() ? below(options) : null;
        Attributes data = new KindOptions(session, context, kind).data(options);
        Attributes general = Links.attributes();
        for (Map.Entry<LinkProperty, Object> property : wanted.properties().entrySet()) {
            general = property.getKey().create(general, property.getValue());
        }
        operations.add(LinkCreation.create(session, context, kind, name, general, data, below));
        wanted.properties().forEach((property, value) -> {
            if (!property.atCreation()) {
                operations.add(device.set(property, null, value));
            }
        });
    }

    private String below(Map<String, Object> options) {
        Object dev = options.remove("dev");
        if (dev == null) {
            throw new NsxException("a " + kind + " stands on another device")
                    .at(name)
                    .hint("say which: " + kind + " '" + name + "', dev: '…'");
        }
        return Devices.get(session, context, Texts.of(dev)).name();
    }

    private void change(Link now) {
        boolean same = now.kind().equals(kind.kernelName())
                && (kind.creation() == Kind.Creation.REQUEST
                        || kind.values(now.data())
                                .getOrDefault("type", kind.name())
                                .equals(kind.name()));
        if (!same) {
            throw new NsxException("cannot make " + kind + " " + name)
                    .because(name + " exists and is " + (now.kind().isEmpty() ? "no " : "a " + now.kind() + ", not a ")
                            + kind)
                    .at(name);
        }
        Map<String, Object> options = new LinkedHashMap<>(wanted.options());
        checkBelow(now, options);
        operations.addAll(new KindOptions(session, context, kind).differences(now, options));
        wanted.properties().forEach((property, value) -> {
            if (!property.read(now).equals(value)) {
                operations.add(device.set(property, property.read(now), value));
            }
        });
    }

    private void checkBelow(Link now, Map<String, Object> options) {
        Object dev = kind.isOnLink() ? options.remove("dev") : null;
        if (dev == null) {
            return;
        }
        int index = Devices.get(session, context, Texts.of(dev)).index();
        if (now.link().isPresent() && now.link().getAsInt() != index) {
            throw new NsxException("cannot make " + kind + " " + name + " on " + Texts.of(dev))
                    .because(name + " exists and stands on another device")
                    .at(name);
        }
    }

    private void port(String port, Map<String, Object> options) {
        Link link = Devices.get(session, context, port);
        if (link.flags().loopback()) {
            throw new NsxException("cannot put " + port + " into " + name)
                    .because("a loopback device cannot be a port")
                    .at(port);
        }
        Optional<Link> before = link.master().isPresent()
                ? Devices.find(session, context, link.master().getAsInt())
                : Optional.empty();
        boolean in = before.filter(m -> m.name().equals(name)).isPresent();
        if (!in) {
            operations.add(new LinkOperations(session, context, port)
                    .master(before.map(Link::name).orElse(null), name));
        }
        operations.addAll(new KindOptions(session, context, BridgePort.KIND).portDifferences(link, in, options));
    }

    private void master(Optional<Link> now) {
        if (wanted.master() == null) {
            return;
        }
        Link master = Devices.get(session, context, wanted.master());
        Masters.check(name, master);
        boolean in = now.filter(l -> l.master().isPresent() && l.master().getAsInt() == master.index())
                .isPresent();
        if (!in) {
            operations.add(device.master(null, master.name()));
        }
    }
}
