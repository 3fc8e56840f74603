package nsx.dsl.verb;

import nsx.dsl.Call;
import nsx.dsl.Devices;
import nsx.dsl.NsxException;
import nsx.dsl.Operation;
import nsx.dsl.Parameter.Type;
import nsx.dsl.Texts;
import nsx.dsl.op.QdiscOperations;
import nsx.dsl.value.Endpoint;

/** {@code delete qdisc: 'veth1'}: back to the device's default. */
final class QdiscDeletion implements DescribedDeletion {
    @Override
    public String kind() {
        return "qdisc";
    }

    @Override
    public Type type() {
        return Type.LINK;
    }

    @Override
    public Operation operation(Call call, Object which) {
        Endpoint place = Endpoint.parse(call.session(), Texts.of(which));
        String device =
                Devices.get(call.session(), place.context(), place.device()).name();
        QdiscOperations operations = new QdiscOperations(call.session(), place.context(), device);
        return operations.delete(
                operations.root().orElseThrow(() -> new NsxException(device + " has no qdisc").at(device)));
    }
}
