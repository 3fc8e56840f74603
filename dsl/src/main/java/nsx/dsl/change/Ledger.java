package nsx.dsl.change;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nsx.ns.Context;
import nsx.ns.NamespaceKind;

/**
 * The objects that were made and not removed again, as the operations that pass through show. They would stay when the session ends;
 * whether it was taken away by others is asked only then.
 */
public final class Ledger implements Executor {
    private static final Pattern IPC_REMOVAL = Pattern.compile("\\b(ipcrm|mq_unlink)\\b");
    private static final List<String> MAKING = List.of("make ", "add ", "mount ");

    /**
     * One thing that stays.
     *
     * @param what such as {@code net namespace a}
     * @param removal the command line that takes it away
     */
    public record Made(String what, String removal) {}

    private static final class Noted {
        private final Operation operation;
        private String removal;

        Noted(Operation operation) {
            this.operation = operation;
        }

        String removal() {
            if (removal == null) {
                removal =
                        operation.undo().get().stream().map(Operation::command).collect(Collectors.joining("; "));
            }
            return removal;
        }

        /** The kind of namespace that it ends with: names, mounts and control groups are seen through the mounts. */
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
    private final List<Noted> entries = new ArrayList<>();
    private long count;

    /** @param next carries the operations out */
    public Ledger(Executor next, Context host) {
        this.next = next;
        this.host = host;
    }

    @Override
    public Object run(Operation operation) {
        boolean making = MAKING.stream().anyMatch(operation.prose()::startsWith);
        boolean removing = !making && !operation.prose().startsWith("set ");
        if (removing) {
            // what takes a thing away can be told only while it is there
            entries.forEach(Noted::removal);
        }
        Object answer = next.run(operation);
        count++;
        if (making) {
            entries.add(new Noted(operation));
        } else if (removing) {
            entries.removeIf(e -> e.removal().equals(operation.command()));
        }
        return answer;
    }

    /** How many operations were carried out so far. */
    public long count() {
        return count;
    }

    /**
     * The objects that stay on the host. Those in a namespace of the session's own go with it and are not listed separately.
     *
     * @param isThere whether the thing that a command line would remove is still there
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
