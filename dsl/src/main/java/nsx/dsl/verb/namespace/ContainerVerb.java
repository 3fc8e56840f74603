package nsx.dsl.verb.namespace;

import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.op.ContainerOperations;
import nsx.dsl.scope.ContainerScope;
import nsx.dsl.session.Blocks;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.shape.Table;
import nsx.dsl.unit.NamespaceName;
import nsx.dsl.value.namespace.NamedSet;
import nsx.dsl.value.process.CgroupScope;
import nsx.dsl.value.process.ContainerValue;
import nsx.dsl.verb.time.TimeVerb;
import nsx.dsl.word.BlockWord;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;

/**
 * {@code container('web') { hostname 'web'; ipc(); pid() }}: several kinds of namespaces under one name; other kinds
 * are shared.
 */
public final class ContainerVerb extends Verb {
    private static final Parameter<String> NAME = Parameter.optional(
            "name", Reader.text(Type.CONTAINER), "its name, also of the namespaces made for it; without it, a table");

    public ContainerVerb() {
        super(Entry.of(
                        "container",
                        "ensure a container: its block names the isolated parts, all others are shared",
                        Theme.NAMESPACES)
                .takes(
                        NAME,
                        Parameter.block(
                                "net, ipc, uts, mnt, pid, user, time, cgroupns: each fresh, or a given one; hostname, "
                                        + "domainname, cgroup { }, run"))
                .example(
                        "isolate some, share the rest",
                        "container('web') { hostname 'web'; net netns('a'); ipc() }\n"
                                + "container('web').output 'hostname'")
                .example("all of them", "container('web') { uts() }\ncontainer()")
                .example(
                        "a program in it",
                        "container('web') { pid(); run 'sleep 100' }\ncontainer('web').kill().delete()")
                .related("unshare", "sandbox", "netns", "cgroup")
                .answers(ContainerValue.class)
                .listsAlone(ContainerValue.class));
    }

    @Override
    public List<BlockWord> blockWords() {
        return words();
    }

    private static List<BlockWord> words() {
        List<BlockWord> all = new ArrayList<>();
        for (NamespaceKind kind : NamespaceKind.values()) {
            Parameter<?> name =
                    Parameter.optional("name", Reader.any(Type.of(kind)), "an existing one; without it, a fresh one");
            List<Parameter<?>> takes = new ArrayList<>(List.of(name));
            List<BlockWord> block = kind == NamespaceKind.TIME ? TimeVerb.words() : List.of();
            if (!block.isEmpty()) {
                takes.add(Parameter.block("the offsets of its clocks"));
            }
            String word = kind == NamespaceKind.CGROUP ? "cgroupns" : kind.file();
            all.add(new BlockWord(word, kind.one() + " of its own, or this one", takes).with(block));
        }
        Parameter<?> text = Parameter.required("name", Reader.text(), "the new name");
        all.add(new BlockWord("hostname", "its host name, in a UTS namespace of its own", List.of(text)));
        all.add(new BlockWord("domainname", "its NIS domain name, in a UTS namespace of its own", List.of(text)));
        all.add(BlockWord.plain("cgroup", "its resource limits").with(CgroupScope.words()));
        Parameter<?> command = Parameter.required("command", Reader.any(Type.COMMAND), "a command line for sh");
        Parameter<?> arguments =
                Parameter.repeated("arguments", Reader.any(Type.ANY), "with arguments, the command is a program");
        all.add(new BlockWord("run", "its program, in the background", List.of(command, arguments)));
        return all;
    }

    @Override
    public boolean asks(Call call) {
        return call.block().isEmpty();
    }

    @Override
    public Object run(Call call) {
        Session session = call.session();
        if (call.size() == 0) {
            return Table.of(
                    List.of("name", "isolated", "commands"),
                    ContainerValue.names(session).stream()
                            .flatMap(n -> ContainerValue.find(session, n).stream())
                            .toList());
        }
        String name = NamespaceName.checkNew("container", call.get(NAME));
        Optional<ContainerValue> found = ContainerValue.find(session, name);
        if (call.block().isPresent()) {
            build(session, name, found, call.block().get());
        } else if (found.isEmpty()) {
            throw new NsxException("there is no container " + name)
                    .at(name)
                    .hint(Optional.ofNullable(Texts.didYouMean(name, ContainerValue.names(session)))
                            .orElse("such as: container('" + name + "') { net(); pid() }"));
        }
        return ContainerValue.find(session, name).orElseThrow();
    }

    /** Builds a container completely or not at all. */
    private static void build(Session session, String name, Optional<ContainerValue> found, Closure<?> block) {
        boolean isNew = found.isEmpty()
                && session.ensure(() -> ContainerValue.names(session).contains(name)
                                ? List.of()
                                : List.of(ContainerOperations.create(session.context(), name)))
                        != null;
        Map<NamespaceKind, Namespace> before = new EnumMap<>(NamespaceKind.class);
        found.ifPresent(c -> before.putAll(c.parts()));
        ContainerScope parts = new ContainerScope(session, name, session.context(), before);
        Set<NamespaceKind> named = named(session, name);
        try {
            session.within(found.map(ContainerValue::context).orElse(session.context()), name, () -> {
                found.flatMap(ContainerValue::entrance).ifPresent(session::move);
                return Blocks.run(session, block, parts, words());
            });
        } catch (RuntimeException | AssertionError e) {
            takeApart(session, name, isNew, named, e);
            throw e;
        }
    }

    /** The kinds of namespace that have this name. */
    private static Set<NamespaceKind> named(Session session, String name) {
        return Arrays.stream(NamespaceKind.values())
                .filter(kind -> new NamedSet(session, kind).names().contains(name))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(NamespaceKind.class)));
    }

    /**
     * @param named the kinds that had this name before; namespaces of other kinds were created for the container and
     * are removed unless they are part of it
     */
    private static void takeApart(
            Session session, String name, boolean isNew, Set<NamespaceKind> named, Throwable failure) {
        try {
            Optional<ContainerValue> made = ContainerValue.find(session, name);
            if (isNew) {
                made.ifPresent(c -> c.kill().delete());
            }
            Set<NamespaceKind> left = named(session, name);
            left.removeAll(named);
            if (!isNew) {
                made.ifPresent(c -> left.removeAll(c.parts().keySet()));
            }
            left.forEach(kind -> new NamedSet(session, kind).delete(List.of(name)));
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
