package nsx.dsl.verb;

import java.util.List;
import java.util.stream.Stream;
import nsx.dsl.Call;
import nsx.dsl.Devices;
import nsx.dsl.NsxException;
import nsx.dsl.Operation;
import nsx.dsl.Parameter;
import nsx.dsl.Texts;
import nsx.dsl.op.FdbOperations;
import nsx.dsl.value.Endpoint;
import nsx.dsl.value.MacAddress;

/** {@code delete fdb: '02:00:00:00:00:01', dev: 'br-veth1'}. */
final class FdbDeletion implements DescribedDeletion {
    @Override
    public String kind() {
        return "fdb";
    }

    @Override
    public List<Parameter<?>> options() {
        return Stream.concat(Stream.of(AddressDeletion.DEV), FdbOperations.OPTIONS.stream())
                .toList();
    }

    @Override
    public Operation operation(Call call, Object which) {
        String mac = MacAddress.check(Texts.of(which));
        Endpoint place = Endpoint.parse(call.session(), call.get(AddressDeletion.DEV));
        String device =
                Devices.get(call.session(), place.context(), place.device()).name();
        FdbOperations operations = new FdbOperations(call.session(), place.context(), device);
        return operations.delete(operations
                .find(mac, call.arguments())
                .orElseThrow(() -> new NsxException("there is no forwarding entry " + mac + " on " + device)
                        .at(mac)
                        .hint("see fdb()")));
    }
}
