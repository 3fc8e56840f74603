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
 * A change as a value. A word describes its changes as a list of operations; an {@link Executor} executes, prints or
 * refuses them.
 *
 * @param context the namespaces to act in
 * @param step the request to the kernel
 * @param command the equivalent command line of ip(8), nft(8), unshare(1) or a shell
 * @param prose the change in words, as an infinitive: {@code add address 10.0.0.11/24 to veth1}
 * @param undo returns the operations that restore the state before; called only after execution
 * @param lost the part that the undo does not restore, as a clause; empty if it restores everything
 */
public record Operation(
        Context context, Step step, String command, String prose, Supplier<List<Operation>> undo, String lost) {
    private static final String ALL = "nothing takes it back";

    /** An operation whose undo restores everything. */
    public Operation(Context context, Step step, String command, String prose, Supplier<List<Operation>> undo) {
        this(context, step, command, prose, undo, "");
    }

    /** A request to the kernel. */
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

    /** Netlink requests that are sent together as a batch of nfnetlink: the kernel executes all or none. */
    public record Batch(Supplier<List<Request>> requests) implements Step {}

    /**
     * A netlink request that names another namespace by an open descriptor (IFLA_NET_NS_FD, NETNSA_FD).
     *
     * @param to the namespace whose descriptor the request contains
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

        /** A system call without an effect that later lines could see. */
        public SystemCall(String text, Callable<?> action) {
            this(text, action, prospect -> null);
        }

        /** This call, which another process can make so. */
        public SystemCall also(Portable how) {
            return new SystemCall(text, action, foresight, changes, how);
        }
    }

    /**
     * The start of a program. The action itself enters the operation's context, because a program can be where no
     * thread can.
     *
     * @param text the call with its arguments, as strace(1) would print it
     * @param foresight applies the effect to a plan; its result replaces that of the action
     */
    public record Start(String text, Callable<?> action, Function<Prospect, ?> foresight) implements Step {}

    /** An operation without an inverse. */
    public static Operation irreversible(Context context, Step step, String command, String prose) {
        return new Operation(context, step, command, prose, List::of, ALL);
    }

    /**
     * Returns this operation with a note about an incomplete undo.
     *
     * @param what the part that is not restored, as a clause; empty for nothing
     */
    public Operation losing(String what) {
        return new Operation(context, step, command, prose, undo, what);
    }

    /** Returns this operation with other inverses. */
    public Operation takenBackBy(Supplier<List<Operation>> operations) {
        return new Operation(context, step, command, prose, operations, lost);
    }

    /** Whether the undo restores everything. */
    public boolean isExact() {
        return lost.isEmpty();
    }

    /** Whether the operation has no inverse at all. */
    public boolean isIrreversible() {
        return lost.equals(ALL);
    }
}
