package nsx.dsl.verb.namespace;

import groovy.lang.Closure;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nsx.discover.Tenant;
import nsx.dsl.error.EachFailed;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.shape.Table;
import nsx.dsl.value.namespace.NamedSet;
import nsx.dsl.value.namespace.NamespaceValue;
import nsx.dsl.value.namespace.RunningTenants;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.ns.NamespaceKind;

/** {@code netns 'a' { … }} and the words for other kinds, in all their forms. */
abstract class NamedNamespaceVerb extends Verb {
    private static final Parameter<Long> PID =
            Parameter.named("pid", Pids.PID, "the namespace of this process; with a name it gets that name");
    private static final Parameter<String> PATH = Parameter.named(
            "path", Reader.text(Type.FILE), "the namespace that this file stands for; with a name it gets that name");

    private final NamespaceKind kind;

    NamedNamespaceVerb(NamespaceKind kind, Entry entry) {
        super(entry);
        this.kind = kind;
    }

    /** @param making the options for creating a missing namespace */
    static Entry entry(NamespaceKind kind, Parameter<?>... making) {
        return Entry.of(
                        kind.file() + "ns",
                        "ensure a named " + kind.title() + " namespace, and run a block in it",
                        Theme.NAMESPACES)
                .takes(
                        Parameter.optional(
                                "name",
                                Reader.any(Type.of(kind)),
                                "a name, or a pattern for existing ones; without it, a table"),
                        PID,
                        PATH)
                .takes(TenantArguments.ALL)
                .takes(making)
                .takes(Parameter.block("runs inside; its value is the value of its last line"))
                .peer(kind == NamespaceKind.NET ? "ip netns" : "lsns --type " + kind.file())
                .passesThrough()
                .looksBeforeDot()
                .answers(NamespaceValue.class)
                .listsAlone(NamespaceValue.class);
    }

    @Override
    public final boolean asks(Call call) {
        boolean makes = name(call).filter(n -> !NamedSet.isPattern(Texts.of(n))).isPresent();
        return call.block().isEmpty() && !makes;
    }

    /** The name, or the value with the name. */
    static Optional<Object> name(Call call) {
        return call.arguments().positional().stream().findFirst();
    }

    @Override
    public final Object run(Call call) {
        Object given = name(call).orElse(null);
        if (given instanceof Collection || given instanceof Map) {
            throw new NsxException(name() + " takes one name, or a pattern for several")
                    .at(name())
                    .hint("such as: ['a', 'b'].each { " + name() + "(it) { … } }");
        }
        if (given instanceof Pattern) {
            throw new NsxException(name() + " takes a name or a pattern of a shell, no regular expression")
                    .at(given)
                    .hint("such as: " + name() + "('lab-*') { … }");
        }
        Optional<Parameter<?>> making =
                making().stream().<Parameter<?>>filter(call::has).findFirst();
        NamedSet all = new NamedSet(call.session(), kind);
        boolean text = given != null && !(given instanceof NamespaceValue);
        boolean selects = text && all.selects(Texts.of(given));
        check(call, given, selects);
        if (call.size() == 0 && call.arguments().options().isEmpty()) {
            if (call.block().isPresent()) {
                throw new NsxException(name() + " needs a name before its block")
                        .hint("such as: " + name() + "('a') { }");
            }
            return table(all.values());
        }
        if (selects) {
            List<NamespaceValue> found =
                    all.matching(Texts.of(given)).stream().map(all::get).toList();
            return call.block().<Object>map(b -> inEach(call, found, b)).orElseGet(() -> table(found));
        }
        NamespaceValue value = one(call, all);
        return call.block().isPresent() ? value.call(call.block().get()) : value;
    }

    /** Rejects options that contradict each other. */
    private void check(Call call, Object given, boolean selects) {
        Optional<Parameter<?>> source = sources().filter(call::has).findFirst();
        Optional<Parameter<?>> making =
                making().stream().<Parameter<?>>filter(call::has).findFirst();
        boolean named = given != null && !(given instanceof NamespaceValue) && !selects;
        if (making.isPresent() && !named) {
            throw new NsxException(name() + " takes " + making.get() + ": only with a name")
                    .because(making.get() + ": is an option for making a namespace")
                    .at(making.get());
        }
        if (making.isPresent() && source.isPresent()) {
            throw new NsxException(name() + " takes " + making.get() + ": or " + source.get() + ":, not both")
                    .because(making.get() + ": is an option for making a namespace")
                    .at(making.get());
        }
        if (sources().filter(call::has).count() > 1 || source.isPresent() && given != null && !named) {
            throw new NsxException(name() + " takes one of pid:, path: and what others run, alone or with a new name")
                    .hint("see help '" + name() + "'");
        }
    }

    private static Stream<Parameter<?>> sources() {
        return Stream.concat(Stream.of(PID, PATH), TenantArguments.ALL.stream());
    }

    private NamespaceValue one(Call call, NamedSet all) {
        Optional<NamespaceValue> found = found(call);
        Optional<Object> given = name(call);
        if (given.isEmpty()) {
            return found.orElseThrow();
        }
        if (given.get() instanceof NamespaceValue v && v.kind() == kind) {
            return v;
        }
        String name = Texts.of(given.get());
        if (call.onlyLooks() && all.find(name).isEmpty()) {
            throw missing(all, name);
        }
        OptionalLong pid = call.find(PID).map(OptionalLong::of).orElseGet(OptionalLong::empty);
        return found.map(n -> all.attach(name, n, pid)).orElseGet(() -> ensure(call, name, all));
    }

    /** The namespace of a process or file, if the call selects one. */
    private Optional<NamespaceValue> found(Call call) {
        Session session = call.session();
        Optional<Parameter<String>> option = TenantArguments.given(call);
        if (option.isPresent()) {
            Tenant tenant = TenantArguments.find(call, option.get());
            return Optional.of(RunningTenants.namespace(session, tenant, kind));
        }
        return call.find(PID)
                .map(pid -> Pids.directory(session, pid) + "/ns/" + kind.file())
                .or(() -> call.find(PATH))
                .map(path -> NamespaceValue.at(session, kind, path, null));
    }

    /** The error for a missing namespace before a dot, where the word only looks up. */
    private NsxException missing(NamedSet all, String name) {
        NsxException missing = all.missing(name);
        return missing.hint() == null ? missing.hint(name() + " '" + name + "' makes it") : missing;
    }

    /** The options for creating a missing namespace. */
    List<Parameter<?>> making() {
        return List.of();
    }

    /** The namespace of this name, created if missing. */
    NamespaceValue ensure(Call call, String name, NamedSet all) {
        return all.ensure(name);
    }

    private static Table<NamespaceValue> table(List<NamespaceValue> values) {
        return Table.of(NamespaceValue.class, List.of("name", "inode", "path"), values);
    }

    /** Runs the block in each namespace; failures are reported together at the end. */
    private Map<String, Object> inEach(Call call, List<NamespaceValue> namespaces, Closure<?> block) {
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, Throwable> failures = new LinkedHashMap<>();
        for (NamespaceValue namespace : namespaces) {
            try {
                values.put(namespace.getName(), namespace.call(block));
            } catch (RuntimeException | AssertionError e) {
                failures.put(namespace.getName(), e);
            }
        }
        if (!failures.isEmpty()) {
            EachFailed all = new EachFailed(failures);
            throw new NsxException(
                            "failed in " + failures.size() + " of " + namespaces.size() + " " + kind.title()
                                    + " namespaces",
                            all)
                    .because(all.told(NamedNamespaceVerb::told))
                    .at(name(call).orElseThrow());
        }
        return values;
    }

    private static String told(Throwable e) {
        String reason = e instanceof NsxException n && n.reason() != null ? ": " + n.reason() : "";
        return (e.getMessage() == null ? e.toString() : e.getMessage()) + reason;
    }
}
