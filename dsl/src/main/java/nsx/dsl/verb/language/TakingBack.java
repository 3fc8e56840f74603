package nsx.dsl.verb.language;

import java.util.ArrayList;
import java.util.List;
import nsx.dsl.change.Executor;
import nsx.dsl.change.Operation;
import nsx.dsl.change.Refusal;
import nsx.dsl.plan.Places;
import nsx.dsl.session.Foresight;
import nsx.dsl.session.Session;
import nsx.dsl.value.namespace.TakenBack;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceKind;
import nsx.sys.Fd;
import nsx.sys.SysException;

/** Undoes operations, newest first, and records successes and failures. */
final class TakingBack {
    private final Session session;
    private final Places places;
    private final List<TakenBack> done = new ArrayList<>();
    private final List<String> left = new ArrayList<>();
    private final List<String> gone = new ArrayList<>();

    TakingBack(Session session) {
        this.session = session;
        this.places = new Places(session);
    }

    /** The executed inverses. */
    List<TakenBack> done() {
        return done;
    }

    /** The changes that could not be undone, each with a line to do it by hand if there is one. */
    List<String> left() {
        return left;
    }

    /** What needed no taking back, as the end of a sentence; empty for nothing. */
    String gone() {
        return gone.isEmpty() ? "" : "; of these nothing was left: " + String.join(", ", gone);
    }

    /**
     * Undoes operations.
     *
     * @param line the line that executed them
     * @param operations the operations, oldest first
     */
    void run(String line, List<Operation> operations) {
        List<Operation> all = List.copyOf(operations);
        for (int i = all.size() - 1; i >= 0; i--) {
            one(line, all.get(i));
        }
    }

    private void one(String line, Operation operation) {
        boolean planned = session.foresight() != Foresight.NONE;
        if (!planned && hasEnded(operation)) {
            session.history().forget(operation);
            return;
        }
        if (!operation.isExact()) {
            left.add(operation.prose() + ": " + operation.lost());
        }
        Executor through = session.executor();
        Executor noting = undoing -> {
            Object answer = through.run(undoing);
            done.add(new TakenBack(line, undoing.prose(), places.name(undoing.context()), places.command(undoing)));
            return answer;
        };
        if (planned) {
            operation.undo().get().forEach(noting::run);
            return;
        }
        List<Refusal> refusals = session.history().takeBack(operation, noting);
        for (Refusal refusal : refusals) {
            if (refusal.isAlreadyGone()) {
                gone(line, operation, refusal.operation());
            } else {
                left.add(operation.prose() + ": " + refusal.reason()
                        + (refusal.operation() == operation
                                ? ""
                                : "; by hand: " + places.command(refusal.operation())));
            }
        }
    }

    /** It counts as taken back. */
    private void gone(String line, Operation operation, Operation inverse) {
        gone.add(operation.prose());
        done.add(new TakenBack(line, inverse.prose() + ": gone already", places.name(inverse.context()), ""));
    }

    /** Whether the changed object has ended with the block that it was created for. */
    private static boolean hasEnded(Operation operation) {
        Context context = operation.context();
        Operation.Step step = operation.step();
        if (step instanceof Operation.Start) {
            return false;
        }
        if (step instanceof Operation.SystemCall call) {
            return call.changes() == null
                    ? context.all().stream().anyMatch(TakingBack::isGone)
                    : context.get(call.changes()).filter(TakingBack::isGone).isPresent();
        }
        return context.get(NamespaceKind.NET).filter(TakingBack::isGone).isPresent();
    }

    private static boolean isGone(Namespace namespace) {
        try (Fd fd = namespace.open()) {
            return !fd.isOpen();
        } catch (NamespaceException | SysException e) {
            return true;
        }
    }
}
