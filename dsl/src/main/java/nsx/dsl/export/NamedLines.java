package nsx.dsl.export;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.UtsOperations;
import nsx.dsl.session.Session;
import nsx.dsl.unit.Literal;
import nsx.dsl.value.namespace.NamespaceValue;
import nsx.ns.Context;
import nsx.ns.IdMap;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceKind;
import nsx.ns.UnresolvedException;
import nsx.sys.SysException;

/** Named namespaces as lines: the line that creates each, and the content of those other than network namespaces. */
final class NamedLines {
    /** The inodes of a machine's initial namespaces (linux/proc_ns.h), whose content belongs to the machine. */
    private static final Map<NamespaceKind, Long> FIRST =
            Map.of(NamespaceKind.IPC, 0xEFFFFFFFL, NamespaceKind.UTS, 0xEFFFFFFEL);

    private NamedLines() {}

    /** The line that creates a namespace. */
    static Line head(Session session, NamespaceValue namespace) {
        String kind = namespace.kind().file() + "ns";
        String name = Literal.quoted(namespace.getName());
        String options = namespace.kind() == NamespaceKind.USER ? users(namespace) : "";
        return Line.of(
                "",
                "namespace",
                kind + " " + namespace.getName(),
                kind + " " + name + options,
                "delete " + kind + ": " + name);
    }

    private static String users(NamespaceValue namespace) {
        List<IdMap.Range> users = namespace.getUidMap() == null ? List.of() : List.copyOf(namespace.getUidMap());
        List<IdMap.Range> groups = namespace.getGidMap() == null ? List.of() : List.copyOf(namespace.getGidMap());
        if (users.isEmpty() || isRootAlone(users) && isRootAlone(groups)) {
            return "";
        }
        return ", uids: " + rows(users) + (groups.equals(users) || groups.isEmpty() ? "" : ", gids: " + rows(groups));
    }

    private static boolean isRootAlone(List<IdMap.Range> ranges) {
        return ranges.size() == 1
                && ranges.get(0).inside() == 0
                && ranges.get(0).count() == 1
                && ranges.get(0).outside() == 0;
    }

    private static String rows(List<IdMap.Range> ranges) {
        return Literal.of(ranges.stream()
                .map(r -> List.of(r.inside(), r.outside(), r.count()))
                .toList());
    }

    /**
     * The content of a namespace: the names of a UTS namespace, the objects of an IPC namespace, the clocks of a time
     * namespace, mounts.
     */
    static List<Line> inside(Session session, Context start, NamespaceValue namespace) {
        Context there = namespace.context();
        String place = namespace.kind().file() + "ns(" + Literal.quoted(namespace.getName()) + ")";
        try {
            return switch (namespace.kind()) {
                case UTS -> names(session, start, place, there);
                case IPC -> session.kernel().ipc(there, ipc -> IpcLines.of(place, ipc));
                case TIME -> clocks(place, namespace);
                case MNT -> MountLines.of(session, start, place, there);
                default -> List.of();
            };
        } catch (UnresolvedException e) {
            return List.of();
        } catch (NsxException | NamespaceException | SysException e) {
            return List.of(Line.comment(place, "comment", "what is in it cannot be seen: " + e.getMessage()));
        }
    }

    /** The content of the starting namespaces, unless they are the initial ones of the machine. */
    static List<Line> start(Session session, Context start) {
        List<Line> lines = new ArrayList<>();
        if (!isFirst(start, NamespaceKind.IPC)) {
            lines.addAll(session.kernel().ipc(start, ipc -> IpcLines.of("", ipc)));
        }
        return lines;
    }

    private static boolean isFirst(Context start, NamespaceKind kind) {
        Optional<Namespace> there = start.get(kind);
        return there.filter(n -> n.isPlanned() || n.id().inode() != FIRST.get(kind))
                .isEmpty();
    }

    private static List<Line> names(Session session, Context start, String place, Context there) {
        List<Line> lines = new ArrayList<>();
        for (UtsOperations which : UtsOperations.values()) {
            String is = read(session, there, which);
            if (!is.equals(read(session, start, which)) && !is.isEmpty()) {
                String word = which.word();
                lines.add(Line.of(place, "name", word, word + " " + Literal.quoted(is), null));
            }
        }
        return lines;
    }

    private static String read(Session session, Context context, UtsOperations which) {
        return session.kernel().look(context, NamespaceKind.UTS, which.word(), which::read);
    }

    private static List<Line> clocks(String place, NamespaceValue namespace) {
        List<Line> lines = new ArrayList<>();
        namespace.getOffsets().forEach((clock, offset) -> {
            if (!offset.equals(Duration.ZERO)) {
                lines.add(Line.of(place, "clock", clock, clock + " = " + Literal.of(offset), null));
            }
        });
        return lines;
    }
}
