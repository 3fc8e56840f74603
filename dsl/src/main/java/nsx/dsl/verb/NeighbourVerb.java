package nsx.dsl.verb;

import java.net.InetAddress;
import nsx.dsl.Call;
import nsx.dsl.Devices;
import nsx.dsl.Entry;
import nsx.dsl.Parameter;
import nsx.dsl.Reader;
import nsx.dsl.Session;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.op.NeighbourOperations;
import nsx.dsl.value.Endpoint;
import nsx.dsl.value.NeighbourValue;

/** {@code neighbour '10.0.0.12', mac: '02:00:00:00:00:12', dev: 'veth1'}: who has an address, for good. */
public final class NeighbourVerb extends Verb {
    private static final Parameter<InetAddress> ADDRESS =
            Parameter.required("address", Reader.address(), "IPv4 or IPv6");

    public NeighbourVerb() {
        super(Entry.of("neighbour", "say which MAC address has an IP address on a device", Theme.NETWORK)
                .takes(ADDRESS, AddressVerb.DEV)
                .takes(NeighbourOperations.OPTIONS)
                .example(
                        "without asking",
                        "veth 'veth1', 'veth2'\nneighbour '10.0.0.12', mac: '02:00:00:00:00:12', dev: 'veth1'")
                .example(
                        "for whom this host answers",
                        "veth 'veth1', 'veth2'\nneighbour '10.0.0.9', dev: 'veth1', proxy: true\nneighbours(proxy: true)")
                .aliases("neighbor")
                .related("neighbours", "fdb")
                .answers(NeighbourValue.class));
    }

    @Override
    public Object run(Call call) {
        InetAddress address = call.get(ADDRESS);
        Endpoint place = Endpoint.parse(call.session(), call.get(AddressVerb.DEV));
        Session session = call.session();
        String device = Devices.get(session, place.context(), place.device()).name();
        NeighbourOperations operations = new NeighbourOperations(session, place.context(), device);
        session.ensure(() -> operations.ensure(address, call.arguments()));
        return operations
                .find(address, NeighbourOperations.isProxy(call.arguments()))
                .map(n -> new NeighbourValue(session, place.context(), device, n))
                .orElse(null);
    }
}
