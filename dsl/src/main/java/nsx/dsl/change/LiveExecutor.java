package nsx.dsl.change;

import java.util.List;
import java.util.function.Supplier;
import nsx.netlink.Request;
import nsx.ns.NsThread;

/** Executes operations in the kernel. */
public final class LiveExecutor implements Executor {
    private final Supplier<Kernel> kernels;

    /** @param kernels returns the access of the calling thread */
    public LiveExecutor(Supplier<Kernel> kernels) {
        this.kernels = kernels;
    }

    @Override
    public Object run(Operation operation) {
        Kernel kernel = kernels.get();
        if (operation.step() instanceof Operation.Netlink netlink) {
            Request request = netlink.request().get();
            return kernel.netlink(operation.context(), request.protocol()).ack(request);
        }
        if (operation.step() instanceof Operation.Batch batch) {
            List<Request> requests = batch.requests().get();
            return kernel.netlink(operation.context(), requests.get(0).protocol())
                    .pipeline(requests);
        }
        if (operation.step() instanceof Operation.Passing passing) {
            kernel.connect(operation.context().net(), passing.to());
            return kernel.passing(
                    passing.to(),
                    fd -> kernel.netlink(operation.context(), Request.ROUTE)
                            .ack(passing.request().apply(fd)));
        }
        if (operation.step() instanceof Operation.Start start) {
            return NsThread.enter(List.of(), start.action());
        }
        Operation.SystemCall call = (Operation.SystemCall) operation.step();
        return kernel.call(operation.context(), call.action());
    }
}
