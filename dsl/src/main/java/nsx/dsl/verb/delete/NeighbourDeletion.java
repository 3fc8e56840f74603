package nsx.dsl.verb.delete;

import java.net.InetAddress;
import java.util.List;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.op.address.NeighbourOperations;
import nsx.dsl.op.link.Endpoint;
import nsx.dsl.session.Call;
import nsx.dsl.session.Devices;
import nsx.dsl.unit.IpText;
import nsx.dsl.word.Parameter;

/** Deletes a neighbour: {@code delete neighbour: '10.0.0.12', dev: 'veth1'}. */
record NeighbourDeletion(String kind) implements DescribedDeletion {
    @Override
    public List<Parameter<?>> options() {
        return List.of(AddressDeletion.DEV, NeighbourOperations.PROXY);
    }

    @Override
    public Operation operation(Call call, Object which) {
        InetAddress address = IpText.address(Texts.of(which));
        Endpoint place = Endpoint.parse(call.session(), call.get(AddressDeletion.DEV));
        String device = Devices.get(call.session().here(place.context()), place.device())
                .name();
        NeighbourOperations operations = new NeighbourOperations(call.session().here(place.context()), device);
        return operations.delete(operations
                .find(address, call.is(NeighbourOperations.PROXY))
                .orElseThrow(() -> new NsxException(device + " has no neighbour " + Texts.of(which))
                        .at(Texts.of(which))
                        .hint("see neighbours()")));
    }
}
