package nsx.dsl.verb.network;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.network.CableOperations;
import nsx.dsl.session.Blocks;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Here;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.nft.DropTable;
import nsx.ns.NamespaceKind;

/**
 * {@code partition(['a'], ['b', 'c']) { … }}: separates groups of namespaces during a block: they drop packets from
 * other groups.
 */
public final class PartitionVerb extends Verb {
    private static final Parameter<List<String>> GROUPS = Parameter.repeated(
            "groups",
            Reader.listOf(Reader.text(Type.NETNS), "['a', 'b']"),
            "network namespaces that hear from each other");
    private static final Parameter<Object> BLOCK = Parameter.block("runs while they are parted");

    public PartitionVerb() {
        super(Entry.of(
                        "partition",
                        "while a block runs, keep groups of network namespaces from hearing from each other",
                        Theme.NETWORK)
                .takes(GROUPS, BLOCK)
                .example(
                        "one host against another",
                        "netns 'a'\nnetns 'b'\nveth 'a:eth0', 'b:eth0'\naddress '10.0.0.1/24', dev: 'a:eth0'\n"
                                + "address '10.0.0.2/24', dev: 'b:eth0'\npartition(['a'], ['b']) {\n  println 'parted'\n}")
                .related("cable", "flap", "nat.forward"));
    }

    @Override
    public Object run(Call call) {
        Session session = call.session();
        List<List<String>> groups = call.all(GROUPS);
        if (groups.size() < 2 || call.block().isEmpty()) {
            throw new NsxException("partition needs two groups and a block")
                    .at("partition")
                    .hint("such as: partition(['a'], ['b', 'c']) { sleep 5.seconds }");
        }
        List<Operation> parted = new ArrayList<>();
        tables(session, groups).forEach((here, table) -> parted.add(CableOperations.make(here, table)));
        session.change(parted);
        try {
            return Blocks.run(session, call.block().get());
        } finally {
            List<Operation> joined = new ArrayList<>();
            parted.forEach(made -> joined.addAll(0, made.undo().get()));
            session.change(joined);
        }
    }

    /** The table for each namespace, which drops packets from addresses of other groups. */
    private static Map<Here, DropTable> tables(Session session, List<List<String>> groups) {
        Map<String, Here> named = new LinkedHashMap<>();
        groups.forEach(group -> group.forEach(name -> {
            if (named.put(name, here(session, name)) != null) {
                throw new NsxException("partition: " + name + " is in two groups").at(name);
            }
        }));
        Map<Here, DropTable> tables = new LinkedHashMap<>();
        for (List<String> group : groups) {
            List<InetAddress> others = named.entrySet().stream()
                    .filter(e -> !group.contains(e.getKey()))
                    .flatMap(e -> CableOperations.addresses(e.getValue()).stream())
                    .distinct()
                    .toList();
            group.forEach(name -> tables.put(named.get(name), DropTable.partition(name, others)));
        }
        return tables;
    }

    private static Here here(Session session, String name) {
        return session.kernel()
                .named(session.context(), NamespaceKind.NET, name)
                .map(net -> session.here(session.context().with(net)))
                .orElseThrow(() -> new NsxException("there is no network namespace " + name)
                        .at(name)
                        .hint("make it with: netns '" + name + "'"));
    }
}
