package nsx.dsl.verb.see;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Foresight;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.value.namespace.NamespaceValue;
import nsx.dsl.why.across.WideTopology;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.ns.NamespaceKind;
import nsx.topology.Net;
import nsx.topology.Survey;
import nsx.topology.Topology;

/** {@code topology()}: shows all network namespaces of the machine and their connections. */
public final class TopologyVerb extends Verb {
    static final Parameter<Topology> DIFF = Parameter.named(
            "diff",
            Reader.<Topology>of(
                    Type.ANSWER,
                    "an earlier result of topology(), such as: before = topology()",
                    value -> value instanceof Topology t ? Optional.of(t) : Optional.empty()),
            "an earlier result of topology(); the picture marks new, gone and changed parts");

    static final Parameter<List<Object>> ONLY = Parameter.named(
            "only", Reader.several(Reader.any(Type.NETNS)), "only this namespace and all that are connected to it");

    public TopologyVerb() {
        super(Entry.of(
                        "topology",
                        "a picture of all network namespaces, their devices, and the cables between them",
                        Theme.SEEING)
                .takes(ONLY, DIFF)
                .example("two namespaces and a cable", "netns 'a'\nnetns 'b'\nveth 'a:x', 'b:y'\ntopology()")
                .example(
                        "the changes of a line",
                        "netns 'a'\nveth 'a:eth0', 'port1'\ndef before = topology()\nport1.up()\ntopology(diff: before)")
                .example("as data", "topology().nets.collectMany { it.devices }.findAll { it.state == 'up' }.name")
                .example(
                        "the published ports of containers",
                        "topology().nets.collectMany { it.nat }.findAll { it.kind == 'published' }.text")
                .topics("diagram", "map", "graph")
                .related(
                        "topology.svg",
                        "topology.png",
                        "topology.dot",
                        "topology.mermaid",
                        "topology.json",
                        "topology.serve",
                        "namespaces",
                        "links")
                .asks()
                .answers(Topology.class));
    }

    @Override
    public Object run(Call call) {
        return look(call);
    }

    /** The current topology of the machine and all declared hosts, compared with the value of {@code diff}. */
    static Topology look(Call call) {
        Topology now;
        try {
            now = WideTopology.of(call.session(), now(call.session()));
        } catch (CancellationException e) {
            throw new NsxException(call.verb().name() + " was interrupted", e);
        }
        Topology all = call.find(DIFF).map(now::since).orElse(now);
        Set<Long> only = call.find(ONLY).stream()
                .flatMap(List::stream)
                .map(o -> inode(call, all, o))
                .collect(Collectors.toSet());
        return only.isEmpty() ? all : all.around(only);
    }

    /** @throws CancellationException if the calling thread is interrupted */
    static Topology now(Session session) {
        return session.kernel()
                .call(
                        session.context(),
                        () -> Survey.take(
                                session.host().net(), session.context().net()));
    }

    private static long inode(Call call, Topology all, Object chosen) {
        if (chosen instanceof NamespaceValue namespace) {
            return namespace.getInode();
        }
        String name = Texts.of(chosen);
        List<String> names =
                all.nets().stream().flatMap(n -> n.names().stream()).toList();
        Optional<Long> found = all.nets().stream()
                .filter(n -> n.names().contains(name))
                .map(Net::inode)
                .findFirst();
        if (found.isEmpty()) {
            unlessPlanned(call.session(), name);
        }
        return found.orElseThrow(() -> new NsxException(call.verb().name() + ": there is no network namespace " + name)
                .at(name)
                .hint(Texts.didYouMean(name, names)));
    }

    /** Rejects a planned namespace, which is not visible. */
    private static void unlessPlanned(Session session, String name) {
        if (session.foresight() != Foresight.NONE
                && session.kernel().names(session.host(), NamespaceKind.NET).contains(name)) {
            session.kernel().probe(session.host(), "the picture of " + name, () -> null);
        }
    }
}
