package nsx.dsl.verb;

import nsx.dsl.Call;
import nsx.dsl.Devices;
import nsx.dsl.Entry;
import nsx.dsl.Parameter;
import nsx.dsl.Reader;
import nsx.dsl.Session;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.op.AddressOperations;
import nsx.dsl.value.AddressValue;
import nsx.dsl.value.Endpoint;
import nsx.ns.Context;

/** {@code address '10.0.0.11/24', dev: 'veth1'}: gives a device an address. */
public final class AddressVerb extends Verb {
    static final Parameter<String> DEV = Parameter.named("dev", Reader.device(), "the device");

    public AddressVerb() {
        super(Entry.of("address", "give a device an IPv4 or IPv6 address", Theme.NETWORK)
                .takes(AddressOperations.ADDRESS, DEV)
                .takes(AddressOperations.PARAMETERS.subList(1, AddressOperations.PARAMETERS.size()))
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
        Session session = call.session();
        Endpoint place = Endpoint.parse(session, call.get(DEV));
        Context context = place.context();
        String device = Devices.get(session, context, place.device()).name();
        session.ensure(() -> AddressOperations.ensure(session, context, device, call.arguments()));
        return new AddressOperations(session, context, device)
                .find(call.arguments())
                .map(a -> new AddressValue(session, context, device, a))
                .orElse(null);
    }
}
