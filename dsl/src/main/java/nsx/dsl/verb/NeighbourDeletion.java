package nsx.dsl.verb;

import java.net.InetAddress;
import java.util.List;
import nsx.dsl.Call;
import nsx.dsl.Devices;
import nsx.dsl.NsxException;
import nsx.dsl.Operation;
import nsx.dsl.Parameter;
import nsx.dsl.Texts;
import nsx.dsl.op.NeighbourOperations;
import nsx.dsl.value.Endpoint;
import nsx.dsl.value.IpText;

/** {@code delete neighbour: '10.0.0.12', dev: 'veth1'}. */
record NeighbourDeletion(String kind) implements DescribedDeletion {
    @Override
    public List<Parameter<?>> options() {
        return List.of(AddressDeletion.DEV, NeighboursVerb.PROXY);
    }

    @Override
    public Operation operation(Call call, Object which) {
        InetAddress address = IpText.address(Texts.of(which));
        Endpoint place = Endpoint.parse(call.session(), call.get(AddressDeletion.DEV));
        String device =
                Devices.get(call.session(), place.context(), place.device()).name();
        NeighbourOperations operations = new NeighbourOperations(call.session(), place.context(), device);
        return operations.delete(operations
                .find(address, call.is(NeighboursVerb.PROXY))
                .orElseThrow(() -> new NsxException(device + " has no neighbour " + Texts.of(which))
                        .at(Texts.of(which))
                        .hint("see neighbours()")));
    }
}
