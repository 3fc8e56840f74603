package nsx.dsl.verb.network;

import java.util.List;
import nsx.dsl.op.address.AddressOperations;
import nsx.dsl.op.link.ExistingDevice;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Here;
import nsx.dsl.session.Verb;
import nsx.dsl.value.network.AddressValue;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;

/** {@code address '10.0.0.11/24', dev: 'veth1'}: adds an address to a device. */
public final class AddressVerb extends Verb {
    static final Parameter<String> DEV =
            Parameter.named("dev", Reader.device(), "the device").needed();

    public AddressVerb() {
        super(Entry.of("address", "give a device an IPv4 or IPv6 address", Theme.NETWORK)
                .takes(() -> List.of(AddressOperations.ADDRESS, DEV))
                .takes(() -> AddressOperations.PARAMETERS.subList(1, AddressOperations.PARAMETERS.size()))
                .example(
                        "an address and its network",
                        "veth 'veth1', 'veth2'\naddress '10.0.0.11/24', dev: 'veth1'\naddresses(dev: 'veth1')")
                .example(
                        "IPv6, for a minute",
                        "veth 'veth1', 'veth2'\naddress 'fd00::11/64', dev: 'veth1', lifetime: 1.minute")
                .related("addresses", "route", "link")
                .answers(AddressValue.class));
    }

    @Override
    public Object run(Call call) {
        ExistingDevice place = ExistingDevice.of(call, DEV);
        Here here = place.here();
        String device = place.name();
        call.session().ensure(() -> AddressOperations.ensure(here, device, call.arguments()));
        return new AddressOperations(here, device)
                .find(call.arguments())
                .map(a -> new AddressValue(here, device, a))
                .orElse(null);
    }
}
