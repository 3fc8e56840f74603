package nsx.dsl.verb;

import nsx.dsl.Call;
import nsx.dsl.DeviceNames;
import nsx.dsl.Devices;
import nsx.dsl.Entry;
import nsx.dsl.NsxException;
import nsx.dsl.Options;
import nsx.dsl.Parameter;
import nsx.dsl.Parameter.Type;
import nsx.dsl.Session;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.op.FdbOperations;
import nsx.dsl.value.Endpoint;
import nsx.dsl.value.FdbValue;
import nsx.dsl.value.MacAddress;
import nsx.ns.Context;
import nsx.rtnl.Neighbour;

/** {@code fdb()}: the forwarding tables of bridges; {@code fdb '02:00:00:00:00:01', dev: 'br-veth1'}: a static entry. */
public final class FdbVerb extends Verb {
    public FdbVerb() {
        super(Entry.of("fdb", "the forwarding tables of bridges, or a static entry in one", Theme.NETWORK)
                .takes(
                        Parameter.optional("mac", Type.MAC, "without it the word lists the entries"),
                        Parameter.named(
                                "dev", Type.LINK, "the port behind which it is; in a list, the device or bridge"),
                        Parameter.named("vlan", Type.NUMBER, "only in this VLAN of the bridge"),
                        Parameter.named("to", Type.ADDRESS, "the far end of a vxlan"),
                        Parameter.named(
                                "self",
                                Type.FLAG,
                                "in the table of the device itself; so unless it is a port of a bridge"))
                .example("all", "fdb()")
                .example(
                        "who is behind a port",
                        "veth 'veth1', 'veth2'\nbridge('br0') { port 'veth2' }\nfdb '02:00:00:00:00:01', dev: 'veth2'\nfdb(dev: 'br0')")
                .related("neighbours", "bridge")
                .peer("bridge fdb")
                .answers(Object.class));
    }

    @Override
    public boolean asks(Call call) {
        return call.size() == 0;
    }

    @Override
    public Object run(Call call) {
        return call.size() == 0 ? list(call) : ensure(call);
    }

    private static Object list(Call call) {
        Options.of(call).only("dev");
        return OfDevice.list(call, FdbValue::all);
    }

    private static Object ensure(Call call) {
        Options options = Options.of(call);
        Session session = call.session();
        Endpoint place = Endpoint.parse(session, options.need("dev", "'br-veth1'"));
        Context context = place.context();
        String device = Devices.get(session, context, place.device()).name();
        FdbOperations operations = new FdbOperations(session, context, device);
        FdbOperations.Entry entry = entry(call.text(0), options, operations.isSelf());
        session.ensure(() -> operations.ensure(entry));
        DeviceNames names = DeviceNames.of(session, context);
        return FdbOperations.all(session, context).stream()
                .filter(n -> n.mac().filter(entry.mac()::equals).isPresent())
                .filter(n -> names.get(n.index()).equals(device) && n.vlan().equals(entry.vlan()))
                .findFirst()
                .map((Neighbour n) -> new FdbValue(session, context, n, names))
                .orElse(null);
    }

    private static FdbOperations.Entry entry(String mac, Options options, boolean isSelf) {
        boolean self = options.truth("self").orElse(isSelf);
        if (!self && options.has("to")) {
            throw new NsxException("to: is of the table of a vxlan itself")
                    .at("to")
                    .hint("say self: true");
        }
        return new FdbOperations.Entry(
                MacAddress.check(mac), options.integer("vlan", 1, 4094), options.address("to"), self);
    }
}
