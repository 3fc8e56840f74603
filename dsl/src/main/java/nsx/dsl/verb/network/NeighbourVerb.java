package nsx.dsl.verb.network;

import java.net.InetAddress;
import nsx.dsl.op.address.NeighbourOperations;
import nsx.dsl.op.link.Endpoint;
import nsx.dsl.session.Call;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.value.network.NeighbourValue;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;

/** {@code neighbour '10.0.0.12', mac: '02:00:00:00:00:12', dev: 'veth1'}: a permanent entry of the neighbour table. */
public final class NeighbourVerb extends Verb {
    private static final Parameter<InetAddress> ADDRESS =
            Parameter.required("address", Reader.address(), "IPv4 or IPv6");

    public NeighbourVerb() {
        super(Entry.of("neighbour", "ensure the MAC address of an IP address on a device", Theme.NETWORK)
                .takes(ADDRESS, AddressVerb.DEV)
                .takes(() -> NeighbourOperations.OPTIONS)
                .example(
                        "a fixed entry",
                        "veth 'veth1', 'veth2'\nneighbour '10.0.0.12', mac: '02:00:00:00:00:12', dev: 'veth1'")
                .example(
                        "addresses that this host answers for",
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
        String device =
                Devices.get(session.here(place.context()), place.device()).name();
        NeighbourOperations operations = new NeighbourOperations(session.here(place.context()), device);
        session.ensure(() -> operations.ensure(address, call.arguments()));
        return operations
                .find(address, NeighbourOperations.isProxy(call.arguments()))
                .map(n -> new NeighbourValue(session.here(place.context()), device, n))
                .orElse(null);
    }
}
