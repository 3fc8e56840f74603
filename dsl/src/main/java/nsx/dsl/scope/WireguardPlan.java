package nsx.dsl.scope;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nsx.dsl.change.Operation;
import nsx.dsl.op.link.WireguardOperations;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Session;
import nsx.genl.WireguardDevice;
import nsx.rtnl.kind.Wireguard;

/**
 * The operations that bring a wireguard device to the state of a block: the keys are set before the device is set up.
 */
public record WireguardPlan(Session session, String name, WireguardScope wanted) {
    /** @param written receives the line of the block that requested each operation */
    public List<Operation> operations(Map<Operation, StackTraceElement> written) {
        List<Operation> all =
                new ArrayList<>(new LinkPlan(session, Wireguard.KIND, name, wanted, written).operations());
        WireguardOperations keys = new WireguardOperations(session.here(), name);
        boolean isThere = Devices.find(session.here(), name).isPresent();
        WireguardDevice now = isThere ? keys.now() : WireguardDevice.fresh();
        List<Operation> needed = keys.ensure(now, wanted.wish());
        all.addAll(isThere ? 0 : 1, needed);
        return all;
    }
}
