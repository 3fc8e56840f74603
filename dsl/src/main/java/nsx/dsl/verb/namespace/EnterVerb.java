package nsx.dsl.verb.namespace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.discover.Tenant;
import nsx.dsl.error.Failure;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Blocks;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Here;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.value.namespace.ContextValue;
import nsx.dsl.value.namespace.NamespaceValue;
import nsx.dsl.value.namespace.RunningTenants;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceKind;
import nsx.process.Trust;
import nsx.process.UntrustedException;
import nsx.sys.Errno;
import nsx.sys.Files;
import nsx.sys.SysException;

/** {@code enter(pid: 1234) { … }}: enters several namespaces at once, for a block or until {@code leave()}. */
public final class EnterVerb extends Verb {
    private static final Parameter<Object> NAMESPACES = Parameter.repeated(
            "namespaces", Reader.any(Type.NAMESPACE), "of different kinds; the other kinds stay as they are");
    private static final Parameter<Long> PID = Parameter.named("pid", Pids.PID, "the namespaces of this process");
    private static final Parameter<List<NamespaceKind>> ONLY = Parameter.named(
                    "only", Reader.listOf(NamespaceKinds.KIND, "['net', 'uts']"), "only namespaces of these kinds")
            .among(NamespaceKinds.NAMES);

    /** The kinds of namespaces that containers of a pod share. */
    private static final List<NamespaceKind> SHARED = List.of(NamespaceKind.NET, NamespaceKind.IPC, NamespaceKind.UTS);

    private static final Parameter<Boolean> TRUST = Parameter.flag(
            "trust",
            "let programs run with the rights of nsx's user although the user namespace that owns their mount namespace is not entered");

    public EnterVerb() {
        super(Entry.of("enter", "change the current context, for a block or until leave()", Theme.NAMESPACES)
                .takes(NAMESPACES, PID)
                .takes(TenantArguments.ALL)
                .takes(ONLY, TRUST, Parameter.block("runs inside; its value is the value of its last line"))
                .example("from here on", "enter netns('a')\nassert here.net == netns('a')\nleave()")
                .example(
                        "the namespaces of a program",
                        "def job = netns('a') { spawn 'sleep 100' }\n"
                                + "enter(pid: job.pid, only: ['net']) { here.net.name }\n" + "job.kill().wait()")
                .topics("nsenter")
                .related("leave", "here", "netns", "unshare")
                .passesThrough());
    }

    @Override
    public Object run(Call call) {
        Optional<Parameter<String>> tenant = TenantArguments.given(call);
        long ways = Stream.of(call.size() > 0, call.has(PID)).filter(w -> w).count()
                + TenantArguments.ALL.stream().filter(call::has).count();
        if (ways != 1) {
            throw new NsxException("enter takes either namespaces, pid:, or one container, pod, machine or unit")
                    .hint("such as: enter netns('a')   or: enter(pid: 1234)   or: enter docker: 'web'");
        }
        if (call.has(ONLY) && call.size() > 0) {
            throw new NsxException("enter takes only: together with pid:, or with what others run").at("only");
        }
        return tenant.isPresent() ? byTenant(call, tenant.get()) : call.has(PID) ? byProcess(call) : byValues(call);
    }

    private static Object byValues(Call call) {
        Context context = call.context();
        List<String> names = new ArrayList<>();
        Map<NamespaceKind, String> each = new EnumMap<>(NamespaceKind.class);
        for (Object argument : call.all(NAMESPACES)) {
            if (argument instanceof NamespaceValue value) {
                context = context.with(value.namespace());
                names.add(value.name());
                each.put(value.kind(), value.name());
            } else if (argument instanceof ContextValue value) {
                context = value.context();
                names.add(value.name());
            } else {
                throw new NsxException("enter takes namespaces")
                        .at(argument)
                        .hint(
                                Tenant.isTitle(String.valueOf(argument))
                                        ? "such as: enter(" + Tenant.argument(String.valueOf(argument)) + ")"
                                        : "write a name as netns('" + argument + "')");
            }
        }
        return go(call, context, String.join("+", names), each, List.of());
    }

    private static Object byProcess(Call call) {
        Session session = call.session();
        long pid = call.get(PID);
        List<Namespace> held =
                hold(session, Pids.directory(session, pid), "process " + pid, kinds(call, NamespaceKind.values()));
        return go(call, with(call.context(), held), "pid " + pid, Map.of(), held);
    }

    private static Object byTenant(Call call, Parameter<String> option) {
        Session session = call.session();
        Tenant tenant = TenantArguments.find(call, option);
        NamespaceKind[] usual =
                tenant.kind().equals("pod") ? SHARED.toArray(NamespaceKind[]::new) : NamespaceKind.values();
        List<Namespace> held = hold(session, RunningTenants.directory(tenant), tenant.title(), kinds(call, usual));
        try {
            RunningTenants.confirm(session, tenant);
        } catch (NsxException e) {
            held.forEach(Namespace::close);
            throw e;
        }
        return go(call, with(call.context(), held), tenant.title(), Map.of(), held);
    }

    private static Context with(Context context, List<Namespace> held) {
        Context all = context;
        for (Namespace n : held) {
            all = all.with(n);
        }
        return all;
    }

    private static List<NamespaceKind> kinds(Call call, NamespaceKind... usual) {
        return call.find(ONLY).map(kinds -> kinds.stream().distinct().toList()).orElse(Arrays.asList(usual));
    }

    /**
     * Opens the namespaces, which then outlive the process. Those that the current context already has are left out.
     */
    private static List<Namespace> hold(Session session, String process, String name, List<NamespaceKind> kinds) {
        Context context = session.context();
        List<Namespace> held = new ArrayList<>();
        try {
            for (NamespaceKind kind : kinds) {
                String path = process + "/ns/" + kind.file();
                session.kernel().call(context, () -> {
                    if (Files.exists(path)) {
                        held.add(Namespace.holding(kind, path));
                    }
                    return null;
                });
            }
        } catch (SysException e) {
            held.forEach(Namespace::close);
            throw Failure.explain("cannot enter the namespaces of " + name, e).at(name);
        }
        if (held.isEmpty()) {
            throw unseen(session, process, name);
        }
        held.removeIf(n -> {
            boolean known = context.get(n.kind()).filter(n::equals).isPresent();
            if (known) {
                n.close();
            }
            return known;
        });
        return held;
    }

    /** The error for a process of which no namespace can be seen: a right is missing, or it is about to end. */
    private static NsxException unseen(Session session, String process, String name) {
        NsxException failure = new NsxException("cannot enter the namespaces of " + name)
                .because("it no longer has any")
                .at(name);
        try {
            return session.kernel().call(session.context(), () -> {
                Files.stat(process + "/ns/" + NamespaceKind.NET.file());
                return failure;
            });
        } catch (SysException e) {
            return e.errno() == Errno.ENOENT
                    ? failure
                    : Failure.explain(failure.getMessage(), e).at(name);
        }
    }

    private static Object go(
            Call call, Context asked, String name, Map<NamespaceKind, String> each, List<Namespace> held) {
        Session session = call.session();
        Context context = call.is(TRUST) ? asked.trusting() : asked;
        try {
            trusted(session.here(context), name);
        } catch (RuntimeException e) {
            held.forEach(Namespace::close);
            throw e;
        }
        if (call.block().isEmpty()) {
            try {
                tried(session.here(context), name);
                stay(session, context, name, each);
            } finally {
                held.forEach(Namespace::close);
            }
            return null;
        }
        try {
            return session.<Object>within(context, name, () -> {
                session.place().called(each);
                return Blocks.run(session, call.block().get());
            });
        } finally {
            session.kernel().release();
            held.forEach(Namespace::close);
        }
    }

    /** Enters until leave(), by descriptors, because a name may be deleted and a process may end in the meantime. */
    private static void stay(Session session, Context context, String name, Map<NamespaceKind, String> each) {
        List<Namespace> kept = new ArrayList<>();
        try {
            context.all().stream()
                    .filter(n -> !session.host().get(n.kind()).filter(n::equals).isPresent())
                    .forEach(n -> kept.add(n.kept()));
        } catch (SysException | NamespaceException e) {
            kept.forEach(Namespace::close);
            throw Failure.explain("cannot enter " + name, e);
        }
        session.enter(context, name);
        session.place().called(each);
        kept.forEach(session.place()::keep);
    }

    /**
     * Refuses an untrusted context here, with a hint to the words that allow it; by other ways programs are refused
     * later.
     */
    private static void trusted(Here here, String name) {
        boolean asked = !here.context()
                .get(NamespaceKind.MNT)
                .equals(here.session().context().get(NamespaceKind.MNT));
        try {
            if (asked) {
                here.kernel().call(here.session().context(), () -> {
                    Trust.check(here.context());
                    return null;
                });
            }
        } catch (UntrustedException e) {
            throw Failure.explain("cannot enter " + name, e).at(name);
        }
    }

    /**
     * Tries to enter a context, so that a failure is reported at once and not at the next line; a planned one cannot
     * be tried.
     */
    private static void tried(Here here, String name) {
        if (here.context().all().stream().anyMatch(Namespace::isPlanned)) {
            return;
        }
        try {
            here.kernel().call(here.context(), () -> null);
        } catch (NamespaceException e) {
            throw Failure.explain(
                    "cannot enter " + name + ": "
                            + here.context().all().stream().map(Namespace::text).collect(Collectors.joining(", ")),
                    e);
        }
    }
}
