package nsx.dsl.change;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nsx.ns.Context;
import nsx.ns.NamespaceKind;

/**
 * Remembers the objects that operations created and did not remove again. They would remain when the session ends.
 * Removals by other processes are only checked at that time.
 */
public final class Ledger implements Executor {
    private static final Pattern IPC_REMOVAL = Pattern.compile("\\b(ipcrm|mq_unlink)\\b");
    private static final List<String> MAKING = List.of("make ", "add ", "mount ");

    /**
     * An object that remains.
     *
     * @param what the object in words, such as {@code net namespace a}
     * @param removal the command line that removes it
     */
    public record Made(String what, String removal) {}

    private final class Noted {
        private final Operation operation;
        private String removal;

        Noted(Operation operation) {
            this.operation = operation;
        }

        String removal() {
            if (removal == null) {
                removal = history.forGood(() ->
                        operation.undo().get().stream().map(Operation::command).collect(Collectors.joining("; ")));
            }
            return removal;
        }

        /**
         * The kind of namespace with which the object ends. Names, mounts and control groups are seen through the
         * mount namespace.
         */
        NamespaceKind livesIn() {
            Operation.Step step = operation.step();
            if (!(step instanceof Operation.SystemCall || step instanceof Operation.Start)) {
                return NamespaceKind.NET;
            }
            return IPC_REMOVAL.matcher(removal()).find() ? NamespaceKind.IPC : NamespaceKind.MNT;
        }

        String what() {
            return operation.prose().replaceFirst("^\\w+ ", "");
        }
    }

    private final Executor next;
    private final Context host;
    private final History history;
    private final Set<Noted> entries = new LinkedHashSet<>();
    /** The entries by the command that removes them, except those in {@code unread}. */
    private final Map<String, List<Noted>> removals = new HashMap<>();

    private final List<Noted> unread = new ArrayList<>();
    private long count;

    /** @param next executes the operations */
    public Ledger(Executor next, Context host, History history) {
        this.next = next;
        this.host = host;
        this.history = history;
    }

    @Override
    public Object run(Operation operation) {
        boolean making = MAKING.stream().anyMatch(operation.prose()::startsWith);
        boolean removing = !making && !operation.prose().startsWith("set ");
        if (removing) {
            // the command that removes an object can be built only while the object exists
            unread.forEach(e -> removals.computeIfAbsent(e.removal(), r -> new ArrayList<>(1))
                    .add(e));
            unread.clear();
        }
        Object answer = next.run(operation);
        count++;
        if (making) {
            Noted made = new Noted(operation);
            entries.add(made);
            unread.add(made);
        } else if (removing) {
            List<Noted> gone = removals.remove(operation.command());
            entries.removeAll(gone == null ? Set.of() : Set.copyOf(gone));
        }
        return answer;
    }

    /** The number of operations so far. */
    public long count() {
        return count;
    }

    /**
     * The objects that remain on the host. Objects in a namespace that the session created end with the namespace and
     * are not listed.
     *
     * @param isThere tests whether the object that a command line would remove still exists
     */
    public List<Made> remaining(Predicate<String> isThere) {
        return entries.stream()
                .filter(e -> !e.removal().isEmpty() && isOnHost(e) && isThere.test(e.removal()))
                .map(e -> new Made(e.what(), e.removal()))
                .distinct()
                .toList();
    }

    private boolean isOnHost(Noted entry) {
        NamespaceKind kind = entry.livesIn();
        return host.get(kind).equals(entry.operation.context().get(kind));
    }
}
