package nsx.dsl.verb.delete;

import java.util.List;
import nsx.dsl.change.Operation;
import nsx.dsl.error.Texts;
import nsx.dsl.op.address.AddressOperations;
import nsx.dsl.op.link.ExistingDevice;
import nsx.dsl.session.Call;
import nsx.dsl.unit.IpText;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.rtnl.Address;
import nsx.rtnl.Prefix;

/** Deletes an address: {@code delete address: '10.0.0.11/24', dev: 'veth1'}. */
final class AddressDeletion implements DescribedDeletion {
    static final Parameter<String> DEV =
            Parameter.named("dev", Reader.device(), "the device of an address, route, neighbour or forwarding entry");

    @Override
    public String kind() {
        return "address";
    }

    @Override
    public Type type() {
        return Type.SOURCE;
    }

    @Override
    public List<Parameter<?>> options() {
        return List.of(DEV);
    }

    @Override
    public void check(Call call, Object which) {
        operations(call).get(prefix(which));
    }

    @Override
    public Operation operation(Call call, Object which) {
        AddressOperations operations = operations(call);
        return operations.delete(operations.get(prefix(which)));
    }

    @Override
    public void deleteAll(Call call, List<?> which) {
        if (which.size() == 1) {
            DescribedDeletion.super.deleteAll(call, which);
            return;
        }
        AddressOperations operations = operations(call);
        List<Address> doomed =
                which.stream().map(one -> operations.get(prefix(one))).toList();
        call.session().change(doomed.stream().map(operations.deletingAll()).toList());
    }

    private static Prefix prefix(Object which) {
        return IpText.prefix(Texts.of(which));
    }

    private static AddressOperations operations(Call call) {
        ExistingDevice device = ExistingDevice.of(call, DEV);
        return new AddressOperations(device.here(), device.name());
    }
}
