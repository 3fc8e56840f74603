package nsx.dsl.value.namespace;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import nsx.discover.Discovery;
import nsx.discover.NamespaceAncestry;
import nsx.discover.NamespaceGraph;
import nsx.discover.NamespaceNode;
import nsx.discover.NamespaceNode.Leader;
import nsx.dsl.session.Here;
import nsx.dsl.session.Session;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Table;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.proc.Users;

/** A namespace of the machine in a table, as it was when it was looked at. */
public final class NamespaceRow implements Facts {
    private static final List<String> COLUMNS =
            List.of("kind", "inode", "names", "processes", "pid", "command", "owner", "keptBy");

    private final Here here;
    private final NamespaceGraph graph;
    private final NamespaceNode node;
    private final Users users;

    private NamespaceRow(Here here, NamespaceGraph graph, NamespaceNode node, Users users) {
        this.here = here;
        this.graph = graph;
        this.node = node;
        this.users = users;
    }

    /** All of these kinds that can be seen from the current context; the table's notes say what could not. */
    public static Table<NamespaceRow> table(Session session, Set<NamespaceKind> kinds) {
        Here here = session.here();
        return here.kernel().call(here.context(), () -> {
            NamespaceGraph graph = Discovery.of(kinds.isEmpty() ? EnumSet.allOf(NamespaceKind.class) : kinds);
            Users users = Users.read();
            List<NamespaceRow> rows = graph.nodes().stream()
                    .map(node -> new NamespaceRow(here, graph, node, users))
                    .toList();
            return Table.of(COLUMNS, rows, graph.notes());
        });
    }

    public String getKind() {
        return node.kind().file();
    }

    public long getInode() {
        return node.id().inode();
    }

    /** As /proc/PID/ns shows it: {@code net:[4026532384]}. */
    public String getId() {
        return getKind() + ":[" + getInode() + "]";
    }

    /** Its names under /run/netns or /run/nsx/ns; {@code docker/web}, {@code pod/default/web}, {@code machine/web}. */
    public List<String> getNames() {
        return node.names();
    }

    /** How many processes are in it. */
    public int getProcesses() {
        return node.processes().size();
    }

    /** The lowest number of a process in it; null when there is none. */
    public Integer getPid() {
        return node.leader().map(Leader::pid).orElse(null);
    }

    /** The command line of that process. */
    public String getCommand() {
        return node.leader().map(Leader::command).orElse(null);
    }

    /** Whose that process is; where there is none, who made the user namespace that owns it. */
    public String getUser() {
        OptionalInt user = node.leader()
                .map(l -> OptionalInt.of(l.user()))
                .orElseGet(() -> node.kin()
                        .flatMap(this::owning)
                        .map(NamespaceAncestry::creatorUid)
                        .orElse(OptionalInt.empty()));
        return user.isPresent() ? users.name(user.getAsInt()) : null;
    }

    /** A user namespace tells its own maker. */
    private Optional<NamespaceAncestry> owning(NamespaceAncestry kin) {
        return kin.kind() == NamespaceKind.USER ? Optional.of(kin) : kin.owner();
    }

    /** The user, and in which user namespace he has rights over it, where that is another than that of nsx. */
    public String getOwner() {
        Optional<String> foreign = node.kin()
                .flatMap(NamespaceAncestry::owner)
                .filter(k -> !here.session()
                        .host()
                        .get(NamespaceKind.USER)
                        .filter(n -> n.id().equals(k.id()))
                        .isPresent())
                .map(NamespaceRow::text);
        return foreign.map(f -> getUser() == null ? f : getUser() + " in " + f).orElseGet(this::getUser);
    }

    /** The user namespace that owns it: {@code user:[4026531837]}; null when that is outside our own. */
    public String getOwnedBy() {
        return node.kin()
                .flatMap(NamespaceAncestry::owner)
                .map(NamespaceRow::text)
                .orElse(null);
    }

    /** That above a pid or user namespace; null for other kinds and for the outermost that may be seen. */
    public String getParent() {
        return node.kin()
                .flatMap(NamespaceAncestry::parent)
                .map(NamespaceRow::text)
                .orElse(null);
    }

    private static String text(NamespaceAncestry kin) {
        return kin.kind().file() + ":[" + kin.id().inode() + "]";
    }

    /** How it is kept alive, in few words: {@code 4 processes, mount}. */
    public List<String> getKeptBy() {
        return node.keptBy();
    }

    /** Why it is still there: each thing that keeps it alive, in words. */
    public List<String> getHeldBy() {
        return here.kernel().call(here.context(), () -> HolderRow.phrases(node));
    }

    /** The same as a table. */
    public Table<HolderRow> getHolders() {
        return here.kernel().call(here.context(), () -> HolderRow.table(node));
    }

    /** The namespace itself, to act in; null when it has ended meanwhile. */
    public NamespaceValue getNamespace() {
        Optional<Namespace> found = here.kernel().call(here.context(), () -> Discovery.reach(graph, node));
        return found.map(n -> NamespaceValue.found(here.session(), n, here.context()))
                .orElse(null);
    }

    @Override
    public List<String> facts() {
        return COLUMNS;
    }

    @Override
    public String toString() {
        return getId();
    }
}
