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
 * @param undo the operations that undo it, given the state before; asked for only after it was carried out
 * @param lost what the undo does not restore, as a clause; empty when it restores all
 */
public record Operation(
        Context context, Step step, String command, String prose, Supplier<List<Operation>> undo, String lost) {
    private static final String ALL = "nothing takes it back";

    /** An operation whose undo restores everything. */
    public Operation(Context context, Step step, String command, String prose, Supplier<List<Operation>> undo) {
        this(context, step, command, prose, undo, "");
    }

    /** The request of an operation to the kernel. */
    public sealed interface Step {}

    /**
     * A netlink request. It is built right before it is sent, since it can need what an earlier operation of the line made, such as the
     * index of a new device.
     *
     * @param deletes whether it deletes an object
     */
    public record Netlink(Supplier<Request> request, boolean deletes) implements Step {
        /** A request that makes or changes an object. */
        public Netlink(Supplier<Request> request) {
            this(request, false);
        }

        /** A request that deletes an object. */
        public static Netlink deletion(Supplier<Request> request) {
            return new Netlink(request, true);
        }
    }

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
     * @param foresight what a plan assumes afterwards; its result replaces that of the action
     * @param changes the kind of namespace whose rights it needs; null when it needs those of no namespace
     * @param portable how another process can make it; null when only nsx can, or a shell by the operation's command line
     */
    public record SystemCall(
            String text, Callable<?> action, Function<Prospect, ?> foresight, NamespaceKind changes, Portable portable)
            implements Step {
        public SystemCall(String text, Callable<?> action, Function<Prospect, ?> foresight, NamespaceKind changes) {
            this(text, action, foresight, changes, null);
        }

        public SystemCall(String text, Callable<?> action, Function<Prospect, ?> foresight) {
            this(text, action, foresight, null);
        }

        /** A call after which a later line finds nothing changed. */
        public SystemCall(String text, Callable<?> action) {
            this(text, action, prospect -> null);
        }

        /** This call, which another process can make so. */
        public SystemCall also(Portable how) {
            return new SystemCall(text, action, foresight, changes, how);
        }
    }

    /**
     * A program that is started. The action enters the operation's context by itself: a program can be where no thread can.
     *
     * @param text the call with its arguments, as strace(1) would print it
     * @param foresight what a plan assumes afterwards; its result replaces that of the action
     */
    public record Start(String text, Callable<?> action, Function<Prospect, ?> foresight) implements Step {}

    /** An operation without an inverse. */
    public static Operation irreversible(Context context, Step step, String command, String prose) {
        return new Operation(context, step, command, prose, List::of, ALL);
    }

    /**
     * This operation, with a note that its undo does not restore everything.
     *
     * @param what is not restored, as a clause; empty for nothing
     */
    public Operation losing(String what) {
        return new Operation(context, step, command, prose, undo, what);
    }

    /** This operation with other inverses. */
    public Operation takenBackBy(Supplier<List<Operation>> operations) {
        return new Operation(context, step, command, prose, operations, lost);
    }

    /** Whether its undo restores everything. */
    public boolean isExact() {
        return lost.isEmpty();
    }

    /** Whether it has no inverse at all. */
    public boolean isIrreversible() {
        return lost.equals(ALL);
    }
}
