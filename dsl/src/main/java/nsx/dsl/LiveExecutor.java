package nsx.dsl;

import nsx.netlink.Request;

/** Performs operations on the kernel. */
public final class LiveExecutor implements Executor {
    private final Kernel kernel;

    public LiveExecutor(Kernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public Object run(Operation operation) {
        if (operation.step() instanceof Operation.Netlink netlink) {
            Request request = netlink.request().get();
            return kernel.netlink(operation.context(), request.protocol()).ack(request);
        }
        Operation.SystemCall call = (Operation.SystemCall) operation.step();
        return kernel.call(operation.context(), call.action());
    }
}
