package nsx.dsl.export;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import nsx.dsl.change.Kernel;
import nsx.dsl.change.LiveKernel;
import nsx.netlink.Attributes;
import nsx.netlink.Connection;
import nsx.netlink.NetlinkException;
import nsx.netlink.Request;
import nsx.ns.Context;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceKind;
import nsx.process.FreshNamespaces;
import nsx.rtnl.Link;
import nsx.rtnl.Links;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Option;
import nsx.rtnl.kind.Unit;
import nsx.rtnl.kind.Veth;
import nsx.sys.SysException;

/**
 * The defaults of this kernel for new devices and namespaces, so that they can be left out: samples in a temporary
 * network namespace. If none can be created, there are no samples, and scripts contain all values.
 */
final class Baseline implements AutoCloseable {
    /** A new device of a kind, and the options without which it cannot be created. */
    record Sample(Link link, Set<String> needed) {}

    private static final String BELOW = "below";
    /** Not the device below others: a port of a bridge cannot also have a macvlan. */
    private static final String PORT = "port";

    private final Kernel kernel = new LiveKernel();
    private final FreshNamespaces fresh;
    private final Context context;
    private final Map<String, Optional<Sample>> samples = new HashMap<>();
    private Map<String, String> parameters;
    private Link below;
    private Link port;

    private Baseline(FreshNamespaces fresh, Context context) {
        this.fresh = fresh;
        this.context = context;
    }

    static Baseline beside(Context around) {
        try {
            FreshNamespaces made = FreshNamespaces.make(around, EnumSet.of(NamespaceKind.NET));
            return new Baseline(made, made.in(around));
        } catch (NamespaceException | SysException e) {
            return new Baseline(null, around);
        }
    }

    private Connection rtnl() {
        return kernel.netlink(context, Request.ROUTE);
    }

    private Link link(String name) {
        return Link.decode(rtnl().get(Links.get(name)));
    }

    /**
     * A sample of a kind.
     *
     * @param like an existing device, whose values the required options get
     */
    Optional<Sample> sample(Kind kind, Link like) {
        if (fresh == null || kind.creation() == Kind.Creation.IOCTL) {
            return Optional.empty();
        }
        return samples.computeIfAbsent(kind.name(), n -> made(kind, like));
    }

    private Optional<Sample> made(Kind kind, Link like) {
        Map<String, Object> values = kind.values(Network.data(kind, like));
        List<Set<String>> trials = new ArrayList<>();
        trials.add(Set.of());
        Set<String> settable = new LinkedHashSet<>();
        kind.options().stream()
                .filter(o -> o.settable() && o.unit() != Unit.INTERFACE && values.containsKey(o.name()))
                .map(Option::name)
                .forEach(settable::add);
        settable.forEach(name -> trials.add(Set.of(name)));
        trials.add(settable);
        for (Set<String> trial : trials) {
            Map<String, Object> given = new LinkedHashMap<>(values);
            given.keySet().retainAll(trial);
            Optional<Sample> sample = made(kind, given).map(link -> new Sample(link, Set.copyOf(trial)));
            if (sample.isPresent()) {
                return sample;
            }
        }
        return Optional.empty();
    }

    private Optional<Link> made(Kind kind, Map<String, Object> options) {
        String name = "s" + samples.size();
        try {
            Attributes data = kind.data();
            for (Map.Entry<String, Object> option : options.entrySet()) {
                data = kind.put(data, option.getKey(), option.getValue());
            }
            if (kind.isPair()) {
                rtnl().ack(Links.pair(kind, name, name + "p", data, OptionalInt.empty()));
            } else {
                Attributes general =
                        kind.isOnLink() ? Links.attributes().put("IFLA_LINK", below()) : Links.attributes();
                rtnl().ack(Links.create(kind, name, general, data));
            }
            return Optional.of(link(name));
        } catch (NetlinkException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private int below() {
        if (below == null) {
            below = pair(BELOW);
        }
        return below.index();
    }

    private Link pair(String name) {
        rtnl().ack(Links.pair(Veth.KIND, name, name + "p", Veth.KIND.data(), OptionalInt.empty()));
        return link(name);
    }

    /** A sample of a port of a new master. */
    Optional<Link> port(Link master, Kind kind) {
        return sample(kind, master).flatMap(sample -> {
            try {
                if (port == null) {
                    port = pair(PORT);
                }
                rtnl().ack(Links.set(port.index(), PORT)
                        .master(sample.link().index())
                        .request());
                return Optional.of(link(PORT));
            } catch (NetlinkException e) {
                return Optional.empty();
            }
        });
    }

    /** The loopback device of a new network namespace. */
    Optional<Link> loopback() {
        return fresh == null ? Optional.empty() : Optional.of(link("lo"));
    }

    /** The kernel parameters of a new network namespace; empty if none could be created. */
    Map<String, String> parameters() {
        if (parameters == null) {
            parameters = fresh == null ? Map.of() : kernel.call(context, KernelParameters::read);
        }
        return parameters;
    }

    @Override
    public void close() {
        kernel.close();
        if (fresh != null) {
            fresh.close();
        }
    }
}
