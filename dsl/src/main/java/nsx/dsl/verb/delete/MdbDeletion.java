package nsx.dsl.verb.delete;

import java.util.List;
import java.util.stream.Stream;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.op.bridge.MdbOperations;
import nsx.dsl.op.link.Endpoint;
import nsx.dsl.session.Call;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.dsl.unit.GroupAddress;
import nsx.dsl.word.Parameter;

/** Deletes a multicast group of a bridge: {@code delete mdb: '239.1.2.3', dev: 'br-veth1'}. */
final class MdbDeletion implements DescribedDeletion {
    @Override
    public String kind() {
        return "mdb";
    }

    @Override
    public List<Parameter<?>> options() {
        return Stream.concat(Stream.of(AddressDeletion.DEV), MdbOperations.OPTIONS.stream())
                .toList();
    }

    @Override
    public Operation operation(Call call, Object which) {
        String group = GroupAddress.check(Texts.of(which));
        Endpoint place = Endpoint.parse(call.session(), call.get(AddressDeletion.DEV));
        Here here = call.session().here(place.context());
        String device = Devices.get(here, place.device()).name();
        MdbOperations operations = new MdbOperations(here, device);
        return operations.delete(operations.find(group, call.arguments()).stream()
                .findFirst()
                .orElseThrow(() -> new NsxException("there is no multicast group " + group + " on " + device)
                        .at(group)
                        .hint("see mdb(dev: '" + device + "')")));
    }
}
