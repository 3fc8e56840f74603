package nsx.dsl;

import java.util.concurrent.Callable;
import nsx.netlink.Connection;
import nsx.ns.Context;

/** How a session reaches the kernel: the seam at which tests put a fake. */
public interface Kernel extends AutoCloseable {
    /** A connection to a netlink family (netlink(7)) of a context's network namespace. */
    Connection netlink(Context context, int family);

    /** Runs the action on a thread in the context. */
    <T> T call(Context context, Callable<T> action);

    /** Closes what is kept open in namespaces that are not nsx's own: an open socket keeps its namespace alive. */
    void release();

    /** Leaves what is open to a thread that is given up while it uses it. */
    default void forget() {}

    @Override
    void close();
}
