package nsx.dsl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import nsx.ns.Context;
import nsx.ns.NamespaceKind;

/**
 * What was made and is not taken away again, read off the operations that pass through. It is what would stay when the session ends;
 * whether it was taken away by others is asked only then.
 */
public final class Ledger implements Executor {
    private static final List<String> MAKING = List.of("make ", "add ", "mount ");

    /**
     * One thing that stays.
     *
     * @param what such as {@code net namespace a}
     * @param removal the command line that takes it away
     */
    public record Made(String what, String removal) {}

    private static final class Entry {
        private final Operation operation;
        private String removal;

        Entry(Operation operation) {
            this.operation = operation;
        }

        String removal() {
            if (removal == null) {
                removal =
                        operation.undo().get().stream().map(Operation::command).collect(Collectors.joining("; "));
            }
            return removal;
        }

        String what() {
            return operation.prose().replaceFirst("^\\w+ ", "");
        }
    }

    private final Executor next;
    private final Context host;
    private final List<Entry> entries = new ArrayList<>();
    private long count;

    /** @param next carries the operations out */
    public Ledger(Executor next, Context host) {
        this.next = next;
        this.host = host;
    }

    @Override
    public Object run(Operation operation) {
        Object answer = next.run(operation);
        count++;
        if (MAKING.stream().anyMatch(operation.prose()::startsWith)) {
            entries.add(new Entry(operation));
        } else if (!operation.prose().startsWith("set ")) {
            entries.removeIf(e -> e.removal().equals(operation.command()));
        }
        return answer;
    }

    /** How many operations were carried out so far. */
    public long count() {
        return count;
    }

    /**
     * What stays on the host or in a namespace that others made. What is in a namespace of the session's own goes with that.
     *
     * @param isThere whether the thing that a command line would remove is still there
     */
    public List<Made> remaining(Predicate<String> isThere) {
        return entries.stream()
                .filter(e -> !e.removal().isEmpty() && isOnHost(e.operation.context()) && isThere.test(e.removal()))
                .map(e -> new Made(e.what(), e.removal()))
                .distinct()
                .toList();
    }

    private boolean isOnHost(Context context) {
        Optional<nsx.ns.Namespace> net = host.get(NamespaceKind.NET);
        return net.equals(context.get(NamespaceKind.NET));
    }
}
