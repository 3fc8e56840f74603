package nsx.dsl.verb;

import nsx.dsl.Call;
import nsx.dsl.Devices;
import nsx.dsl.Entry;
import nsx.dsl.Options;
import nsx.dsl.Parameter;
import nsx.dsl.Parameter.Type;
import nsx.dsl.Session;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.op.AddressOperations;
import nsx.dsl.value.AddressValue;
import nsx.dsl.value.Endpoint;
import nsx.ns.Context;
import nsx.rtnl.Prefix;

/** {@code address '10.0.0.11/24', dev: 'veth1'}: gives a device an address. */
public final class AddressVerb extends Verb {
    public AddressVerb() {
        super(Entry.of("address", "give a device an IPv4 or IPv6 address", Theme.NETWORK)
                .takes(
                        Parameter.required(
                                "address", Type.NEW_ADDRESS, "with the length of its network, /32 or /128 without one"),
                        Parameter.named("dev", Type.LINK, "the device"),
                        Parameter.named("broadcast", Type.ADDRESS, "the last of the network unless told"),
                        Parameter.named("peer", Type.ADDRESS, "the other end of a point-to-point link"),
                        Parameter.choice("scope", "how far it reaches", "global", "site", "link", "host"),
                        Parameter.named(
                                "lifetime",
                                Type.DURATION,
                                "the kernel takes it away after this; 'forever' unless told"),
                        Parameter.named(
                                "preferred",
                                Type.DURATION,
                                "how long new connections take it; the lifetime unless told"),
                        Parameter.named("noprefixroute", Type.FLAG, "make no route to its network"),
                        Parameter.named("nodad", Type.FLAG, "IPv6: usable at once, without looking for duplicates"),
                        Parameter.named("label", Type.TEXT, "IPv4: a name that begins with the device's"),
                        Parameter.named("metric", Type.NUMBER, "of the route to its network"),
                        Parameter.named("force", Type.FLAG, "even when another device has it"))
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
        Options options = Options.of(call, "dev");
        String written = call.text(0);
        Endpoint place = Endpoint.parse(call.session(), Options.of(call).need("dev", "'veth1'"));
        Session session = call.session();
        Context context = place.context();
        String device = Devices.get(session, context, place.device()).name();
        Prefix prefix = AddressOperations.parse(written, device);
        session.ensure(() -> AddressOperations.ensure(session, context, device, prefix, options.values()));
        return new AddressOperations(session, context, device)
                .find(prefix)
                .map(a -> new AddressValue(session, context, device, a))
                .orElse(null);
    }
}
