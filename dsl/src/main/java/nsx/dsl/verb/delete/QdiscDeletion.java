package nsx.dsl.verb.delete;

import java.util.List;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.op.link.Endpoint;
import nsx.dsl.op.queue.QdiscOperations;
import nsx.dsl.session.Call;
import nsx.dsl.session.Devices;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.rtnl.Qdisc;

/** Deletes a qdisc, which restores the device's default: {@code delete qdisc: 'veth1'}. */
final class QdiscDeletion implements DescribedDeletion {
    @Override
    public String kind() {
        return "qdisc";
    }

    @Override
    public List<Parameter<?>> options() {
        return List.of(QdiscOperations.PARENT);
    }

    @Override
    public Type type() {
        return Type.LINK;
    }

    @Override
    public Operation operation(Call call, Object which) {
        Endpoint place = Endpoint.parse(call.session(), Texts.of(which));
        String device = Devices.get(call.session().here(place.context()), place.device())
                .name();
        QdiscOperations operations = new QdiscOperations(call.session().here(place.context()), device);
        int parent = call.find(QdiscOperations.PARENT).orElse(Qdisc.ROOT);
        return operations.delete(
                operations.at(parent).orElseThrow(() -> new NsxException(device + " has no qdisc").at(device)));
    }
}
