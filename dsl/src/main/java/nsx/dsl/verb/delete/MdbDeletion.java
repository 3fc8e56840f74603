package nsx.dsl.verb.delete;

import java.util.Optional;
import nsx.dsl.change.Operation;
import nsx.dsl.op.bridge.MdbOperations;
import nsx.dsl.op.link.ExistingDevice;
import nsx.dsl.session.Call;
import nsx.dsl.unit.GroupAddress;

/** Deletes a multicast group of a bridge: {@code delete mdb: '239.1.2.3', dev: 'br-veth1'}. */
final class MdbDeletion extends ForwardingDeletion {
    MdbDeletion() {
        super("mdb", "multicast group", MdbOperations.OPTIONS);
    }

    @Override
    String address(String text) {
        return GroupAddress.check(text);
    }

    @Override
    Optional<Operation> deletion(ExistingDevice device, String group, Call call) {
        MdbOperations operations = new MdbOperations(device.here(), device.name());
        return operations.find(group, call.arguments()).stream().findFirst().map(operations::delete);
    }
}
