package nsx.dsl.verb.delete;

import java.util.Optional;
import nsx.dsl.change.Operation;
import nsx.dsl.op.bridge.FdbOperations;
import nsx.dsl.op.link.ExistingDevice;
import nsx.dsl.session.Call;
import nsx.dsl.unit.MacAddress;

/** Deletes a forwarding entry: {@code delete fdb: '02:00:00:00:00:01', dev: 'br-veth1'}. */
final class FdbDeletion extends ForwardingDeletion {
    FdbDeletion() {
        super("fdb", "forwarding entry", FdbOperations.OPTIONS);
    }

    @Override
    String address(String text) {
        return MacAddress.check(text);
    }

    @Override
    Optional<Operation> deletion(ExistingDevice device, String mac, Call call) {
        FdbOperations operations = new FdbOperations(device.here(), device.name());
        return operations.find(mac, call.arguments()).map(operations::delete);
    }
}
