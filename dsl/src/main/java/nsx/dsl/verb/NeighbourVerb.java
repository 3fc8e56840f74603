package nsx.dsl.verb;

import java.net.InetAddress;
import nsx.dsl.Call;
import nsx.dsl.Devices;
import nsx.dsl.Entry;
import nsx.dsl.Options;
import nsx.dsl.Parameter;
import nsx.dsl.Parameter.Type;
import nsx.dsl.Session;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.op.NeighbourOperations;
import nsx.dsl.value.Endpoint;
import nsx.dsl.value.IpText;
import nsx.dsl.value.MacAddress;
import nsx.dsl.value.NeighbourValue;

/** {@code neighbour '10.0.0.12', mac: '02:00:00:00:00:12', dev: 'veth1'}: who has an address, for good. */
public final class NeighbourVerb extends Verb {
    public NeighbourVerb() {
        super(Entry.of("neighbour", "say which MAC address has an IP address on a device", Theme.NETWORK)
                .takes(
                        Parameter.required("address", Type.ADDRESS, "IPv4 or IPv6"),
                        Parameter.named("mac", Type.MAC, "who has it"),
                        Parameter.named("dev", Type.LINK, "the device"))
                .example(
                        "without asking",
                        "veth 'veth1', 'veth2'\nneighbour '10.0.0.12', mac: '02:00:00:00:00:12', dev: 'veth1'")
                .aliases("neighbor")
                .related("neighbours", "fdb")
                .answers(NeighbourValue.class));
    }

    @Override
    public Object run(Call call) {
        Options options = Options.of(call);
        InetAddress address = IpText.address(call.text(0));
        Endpoint place = Endpoint.parse(call.session(), options.need("dev", "'veth1'"));
        String mac = MacAddress.check(options.need("mac", "'02:00:00:00:00:12'"));
        Session session = call.session();
        String device = Devices.get(session, place.context(), place.device()).name();
        NeighbourOperations operations = new NeighbourOperations(session, place.context(), device);
        session.ensure(() -> operations.ensure(address, mac));
        return operations
                .find(address)
                .map(n -> new NeighbourValue(session, place.context(), device, n))
                .orElse(null);
    }
}
