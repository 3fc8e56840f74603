package nsx.dsl.verb.delete;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.op.bridge.FdbOperations;
import nsx.dsl.op.link.Endpoint;
import nsx.dsl.session.Call;
import nsx.dsl.session.Devices;
import nsx.dsl.unit.Literal;
import nsx.dsl.unit.MacAddress;
import nsx.dsl.word.Parameter;

/** Deletes a forwarding entry: {@code delete fdb: '02:00:00:00:00:01', dev: 'br-veth1'}. */
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
        String device = Devices.get(call.session().here(place.context()), place.device())
                .name();
        FdbOperations operations = new FdbOperations(call.session().here(place.context()), device);
        return operations.delete(operations
                .find(mac, call.arguments())
                .orElseThrow(
                        () -> new NsxException("there is no forwarding entry " + mac + " on " + device + said(call))
                                .at(mac)
                                .hint("see fdb()")));
    }

    /** The options that tell entries of one address apart, as in {@code with to: '10.0.0.9'}. */
    private String said(Call call) {
        Map<String, Object> options = new LinkedHashMap<>(call.arguments().options());
        options.remove(kind());
        options.remove(AddressDeletion.DEV.name());
        return options.isEmpty() ? "" : " with " + Literal.options(options);
    }
}
