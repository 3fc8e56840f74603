package nsx.dsl.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import nsx.dsl.change.Kernel;
import nsx.dsl.change.Prospect;
import nsx.dsl.op.TimeOperations;
import nsx.ipc.IpcObjects;
import nsx.netlink.Connection;
import nsx.netlink.Message;
import nsx.netlink.Request;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceKind;
import nsx.ns.UnresolvedException;
import nsx.proc.MountInfo;
import nsx.process.TimeNamespaces;
import nsx.rtnl.Listing;
import nsx.rtnl.Nsids;
import nsx.shadow.ShadowIpc;
import nsx.shadow.ShadowMounts;
import nsx.shadow.ShadowNetworks;
import nsx.sys.Errno;
import nsx.sys.SysException;

/**
 * The kernel as a plan leaves it: reads the existing state, applies the plan's notes to it, and changes nothing.
 * Unknown facts throw {@link UnresolvedException}.
 */
final class ShadowKernel implements Kernel, Prospect, ShadowNetworks.Live {
    /** The files in the per-device directories of parameters. */
    private static final Pattern OF_DEVICE = Pattern.compile("(/proc/sys/net/ipv[46]/(?:conf|neigh)/)([^/]+)(/.*)");

    /** Kinds whose new namespaces copy the maker's values: host and domain name, offsets of clocks, the mounts with their files. */
    private static final Set<NamespaceKind> INHERITED =
            Set.of(NamespaceKind.UTS, NamespaceKind.TIME, NamespaceKind.MNT);

    private record Fact(Namespace namespace, String name) {}

    private final Kernel live;
    private final Context host;
    private final ShadowNetworks networks = new ShadowNetworks(this);
    private final Map<Namespace, ShadowIpc> ipc = new HashMap<>();
    private final Map<Fact, Object> facts = new HashMap<>();
    private final Map<Namespace, ShadowMounts> mounts = new HashMap<>();
    private final PlannedNamespaces planned;

    ShadowKernel(Kernel live, Context host) {
        this.live = live;
        this.host = host;
        this.planned = new PlannedNamespaces(live, host);
    }

    @Override
    public Connection netlink(Context context, int family) {
        if (family == Request.SOCK_DIAG) {
            return sockets(context);
        }
        if (family == Request.XFRM) {
            // no word changes IPsec policies
            return entering(() -> live.netlink(context, family));
        }
        return networks.connect(context.net());
    }

    /** A connection to the kernel's own sockets, because no word changes sockets. */
    private Connection sockets(Context context) {
        if (context.net().isPlanned()) {
            throw new UnresolvedException("the sockets of a network namespace that does not exist yet");
        }
        return entering(() -> live.netlink(context, Request.SOCK_DIAG));
    }

    @Override
    public Connection netlink(Namespace namespace, int family) {
        return entering(() -> live.netlink(host.with(namespace), family));
    }

    @Override
    public List<Message> number(Namespace namespace, Namespace other) {
        return live.passing(other, fd -> netlink(namespace, Request.ROUTE).ack(Nsids.get(fd)));
    }

    @Override
    public <T> List<T> listed(Context context, Listing.Kind<T> kind, Object key) {
        return networks.listed(context.net(), kind, key);
    }

    @Override
    public <T> List<T> listed(Namespace namespace, Listing.Kind<T> kind, Object key) {
        return entering(() -> live.listed(host.with(namespace), kind, key));
    }

    /** Runs an action in an existing namespace. A network that does not exist yet does not prevent reading files. */
    @Override
    public <T> T call(Context context, Callable<T> action) {
        return entering(() -> live.call(context, action));
    }

    /** Runs a visit. A namespace that the user may not enter cannot be planned, just like one that does not exist. */
    private static <T> T entering(Supplier<T> visit) {
        try {
            return visit.get();
        } catch (NamespaceException e) {
            if (e.getCause() instanceof SysException s
                    && Set.of(Errno.EPERM, Errno.EACCES).contains(s.errno())) {
                throw new UnresolvedException(e.getMessage() + ": " + s.errno().text());
            }
            throw e;
        }
    }

    @Override
    public <T> T look(Context context, NamespaceKind kind, String fact, Callable<T> reading) {
        Namespace namespace = context.get(kind).orElseThrow();
        Fact key = new Fact(namespace, fact);
        if (facts.get(key) instanceof Unknown unknown) {
            throw new UnresolvedException(unknown.what());
        }
        if (facts.containsKey(key)) {
            @SuppressWarnings("unchecked")
            T noted = (T) facts.get(key);
            return noted;
        }
        Optional<Context> origin = planned.origin(namespace);
        if (INHERITED.contains(kind) && origin.isPresent()) {
            return look(origin.get(), kind, fact, reading);
        }
        if (namespace.isPlanned()) {
            throw new UnresolvedException("the " + kind.title() + " namespace does not exist yet");
        }
        if (kind == NamespaceKind.TIME && !namespace.isEntered()) {
            checkTold(namespace, fact);
        }
        Context known = context.only(kind, NamespaceKind.MNT);
        if (OF_DEVICE.matcher(fact).matches() && !live.hasParameter(known, fact)) {
            throw new UnresolvedException("the device of " + fact + " does not exist yet");
        }
        return entering(() -> live.look(known, kind, fact, reading));
    }

    /**
     * Throws for facts that the kernel shows only to a program in the namespace or on an attempt to set them; they
     * are unknown to a plan.
     */
    private static void checkTold(Namespace time, String fact) {
        if (fact.equals(TimeOperations.FROZEN) || TimeNamespaces.file(time).isEmpty()) {
            throw new UnresolvedException("the " + (fact.equals(TimeOperations.FROZEN) ? "state" : "offsets") + " of "
                    + time.text() + ", which the kernel shows only to a process that changes or enters it");
        }
    }

    @Override
    public boolean hasParameter(Context context, String file) {
        Context known = context.net().isPlanned() ? host : context.only(NamespaceKind.NET, NamespaceKind.MNT);
        if (!context.net().isPlanned() && live.hasParameter(known, file)) {
            return true;
        }
        var of = OF_DEVICE.matcher(file);
        if (!of.matches()) {
            return live.hasParameter(host, file);
        }
        String device = of.group(2);
        return live.hasParameter(host, of.replaceFirst("$1default$3"))
                && (device.matches("all|default") || networks.hasLink(context.net(), device));
    }

    @Override
    public <T> T probe(Context context, String what, Callable<T> action) {
        throw new UnresolvedException(what);
    }

    @Override
    public <T> T alone(Context context, Supplier<T> action) {
        return action.get();
    }

    @Override
    public List<String> names(Context context, NamespaceKind kind) {
        return planned.names(context, kind);
    }

    @Override
    public boolean hasName(Context context, NamespaceKind kind, String name) {
        return planned.hasName(context, kind, name);
    }

    @Override
    public Optional<Namespace> named(Context context, NamespaceKind kind, String name) {
        return planned.named(context, kind, name);
    }

    @Override
    public Namespace names(Context context, NamespaceKind kind, String name) {
        return planned.make(context, kind, name);
    }

    @Override
    public void unnamed(Context context, NamespaceKind kind, String name) {
        planned.forget(context, kind, name);
    }

    @Override
    public void nameless(Context context) {
        planned.hideNames(context);
    }

    @Override
    public Context fresh(Context context, Set<NamespaceKind> kinds) {
        return planned.fresh(context, kinds);
    }

    @Override
    public <T> T passing(Namespace namespace, IntFunction<T> action) {
        return action.apply(networks.descriptor(namespace));
    }

    /** The namespace that a number in a request stands for. */
    Optional<Namespace> described(int descriptor) {
        return networks.described(descriptor);
    }

    @Override
    public Namespace named(Context context, String name, Namespace namespace) {
        return planned.name(context, name, namespace);
    }

    @Override
    public <T> T ipc(Context context, Function<IpcObjects, T> reading) {
        ShadowIpc noted = ipc.get(context.get(NamespaceKind.IPC).orElseThrow());
        return noted == null ? there(context).look(reading) : reading.apply(noted);
    }

    @Override
    public ShadowIpc ipc(Context context) {
        return ipc.computeIfAbsent(context.get(NamespaceKind.IPC).orElseThrow(), n -> new ShadowIpc(there(context)));
    }

    private ShadowIpc.Live there(Context context) {
        if (context.get(NamespaceKind.IPC).orElseThrow().isPlanned()) {
            return ShadowIpc.Live.fresh();
        }
        // the process numbers that nsx knows belong to the /proc of its own mount namespace
        Context known = context.only(NamespaceKind.IPC);
        return new ShadowIpc.Live() {
            @Override
            public <T> T look(Function<IpcObjects, T> reading) {
                return entering(() -> live.ipc(known, reading));
            }
        };
    }

    @Override
    public List<MountInfo> mounts(Context context) {
        return mounted(context).list();
    }

    /** The mounts of the context; a new mount namespace begins with the mounts of its creator's. */
    @Override
    public ShadowMounts mounted(Context context) {
        ShadowMounts noted = mounts.get(PlannedNamespaces.mounting(context));
        if (noted == null) {
            noted = new ShadowMounts(
                    PlannedNamespaces.mounting(context).isPlanned()
                            ? mounts(planned.mountOrigin(context))
                            : entering(() -> live.mounts(context.only(NamespaceKind.MNT))));
            mounts.put(PlannedNamespaces.mounting(context), noted);
        }
        return noted;
    }

    @Override
    public <T> T file(Context context, String path, Function<String, T> reading) {
        return mounted(context).at(path, p -> entering(() -> live.file(planned.existing(context), p, reading)));
    }

    @Override
    public <T> T mountPoint(Context context, String path, Function<String, T> reading) {
        return mounted(context).at(path, p -> entering(() -> live.mountPoint(planned.existing(context), p, reading)));
    }

    @Override
    public String realPath(Context context, String path) {
        return mounted(context).real(path, p -> entering(() -> live.realPath(planned.existing(context), p)));
    }

    @Override
    public void leaves(Context context, NamespaceKind kind, String fact, Object value) {
        facts.put(new Fact(context.get(kind).orElseThrow(), fact), value);
    }

    @Override
    public <T> void alters(
            Context context, NamespaceKind kind, String fact, Callable<T> reading, UnaryOperator<T> change) {
        leaves(context, kind, fact, change.apply(look(context, kind, fact, reading)));
    }

    @Override
    public void netlink(Context context, Request request) {
        networks.connect(context.net()).ack(request);
    }

    @Override
    public Object unknown(String what) {
        return new Unknown(what);
    }

    @Override
    public void release() {
        live.release();
    }

    /** Does nothing, because the live kernel belongs to the session. */
    @Override
    public void close() {
        release();
    }
}
