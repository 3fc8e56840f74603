package nsx.dsl.change;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import nsx.netlink.Request;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;

/**
 * A change as a value. A word describes what it would change as a list of these; an {@link Executor} performs, prints or refuses
 * them.
 *
 * @param context the namespaces it acts in
 * @param step what is asked of the kernel
 * @param command the equal command line of ip(8), nft(8), unshare(1) or a shell
 * @param prose what it does, as an infinitive: {@code add address 10.0.0.11/24 to veth1}
 * @param undo the operations that take it back, given the state before; asked for only after it was done
 * @param lost what is not as before when they have run, as a clause; empty when they take it back exactly
 */
public record Operation(
        Context context, Step step, String command, String prose, Supplier<List<Operation>> undo, String lost) {
    private static final String ALL = "nothing takes it back";

    /** One that its undo takes back exactly. */
    public Operation(Context context, Step step, String command, String prose, Supplier<List<Operation>> undo) {
        this(context, step, command, prose, undo, "");
    }

    /** The request of an operation to the kernel. */
    public sealed interface Step {}

    /**
     * A netlink request. It is made when its turn comes, for it can name what an earlier operation of the same line made (the
     * index of a new device).
     */
    public record Netlink(Supplier<Request> request) implements Step {}

    /** Netlink requests that are sent together, as nfnetlink's batches are: all are carried out or none. */
    public record Batch(Supplier<List<Request>> requests) implements Step {}

    /**
     * A netlink request that names another namespace by an open descriptor (IFLA_NET_NS_FD, NETNSA_FD).
     *
     * @param to the namespace whose descriptor the request is made with
     */
    public record Passing(Namespace to, IntFunction<Request> request) implements Step {}

    /**
     * A system call, run on a thread in the operation's context.
     *
     * @param text the call with its arguments, as strace(1) would print it
     * @param foresight what a plan takes to be so afterwards, and what it answers in place of the action
     * @param changes the kind of namespace whose rights it needs; null when it needs those of no namespace
     */
    public record SystemCall(String text, Callable<?> action, Function<Prospect, ?> foresight, NamespaceKind changes)
            implements Step {
        public SystemCall(String text, Callable<?> action, Function<Prospect, ?> foresight) {
            this(text, action, foresight, null);
        }

        /** One that leaves nothing that a later line looks at. */
        public SystemCall(String text, Callable<?> action) {
            this(text, action, prospect -> null);
        }
    }

    /**
     * A program that is started. The action enters the operation's context by itself: a program can be where no thread can.
     *
     * @param text the call with its arguments, as strace(1) would print it
     * @param foresight what a plan takes to be so afterwards, and what it answers in place of the action
     */
    public record Start(String text, Callable<?> action, Function<Prospect, ?> foresight) implements Step {}

    /** An operation that nothing takes back. */
    public static Operation irreversible(Context context, Step step, String command, String prose) {
        return new Operation(context, step, command, prose, List::of, ALL);
    }

    /**
     * The same, known not to leave all as before when it is taken back.
     *
     * @param what is different, as a clause; empty for nothing
     */
    public Operation losing(String what) {
        return new Operation(context, step, command, prose, undo, what);
    }

    /** The same, taken back by these. */
    public Operation takenBackBy(Supplier<List<Operation>> operations) {
        return new Operation(context, step, command, prose, operations, lost);
    }

    /** Whether taking it back leaves no trace of it. */
    public boolean isExact() {
        return lost.isEmpty();
    }

    /** Whether there is nothing that would take back any of it. */
    public boolean isIrreversible() {
        return lost.equals(ALL);
    }
}
