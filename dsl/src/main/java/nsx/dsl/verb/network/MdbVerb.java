package nsx.dsl.verb.network;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import nsx.dsl.op.bridge.MdbOperations;
import nsx.dsl.op.link.ExistingDevice;
import nsx.dsl.session.Call;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.unit.GroupAddress;
import nsx.dsl.value.network.MulticastGroupValue;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.netlink.Ip;

/**
 * {@code mdb()}: lists the multicast groups that bridges forward to their ports; {@code mdb '239.1.2.3', dev: 'br-veth1'}: adds one.
 */
public final class MdbVerb extends Verb {
    private static final Parameter<String> GROUP = Parameter.optional(
            "group",
            Reader.parsed(Type.ADDRESS, "a multicast address", GroupAddress::check)
                    .such("'239.1.2.3'"),
            "an IPv4, IPv6 or MAC address; without it, a list of entries");
    private static final Parameter<String> DEV = Parameter.named(
            "dev",
            Reader.device(),
            "the port that gets it, or the bridge for the host itself; in a list, the device or bridge");

    public MdbVerb() {
        super(Entry.of("mdb", "the multicast groups that bridges forward to their ports, or a fixed one", Theme.NETWORK)
                .takes(GROUP, DEV)
                .takes(() -> MdbOperations.OPTIONS)
                .rows(MulticastGroupValue.class, MulticastGroupValue.FACTS)
                .example("of all", "mdb()")
                .example(
                        "a group that a port always gets",
                        "veth 'veth1', 'veth2'\nbridge('br0') { port 'veth2'; up() }\nmdb '239.1.2.3', dev: 'veth2'\nmdb(dev: 'br0')")
                .peer("bridge mdb")
                .related("bridge", "fdb", "vlans")
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

    /** The rows; what the word takes for an entry too is a column here. */
    private static Object list(Call call) {
        Map<String, Object> wanted = new LinkedHashMap<>();
        MdbOperations.OPTIONS.forEach(option -> call.find(option)
                .ifPresent(value ->
                        wanted.put(option.name(), value instanceof InetAddress address ? Ip.text(address) : value)));
        return OfDevice.list(call, MulticastGroupValue::all).where(wanted);
    }

    private static Object ensure(Call call) {
        ExistingDevice device = ExistingDevice.of(call, DEV);
        MdbOperations operations = new MdbOperations(device.here(), device.name());
        String group = call.get(GROUP);
        call.session().ensure(() -> operations.ensure(group, call.arguments()));
        return operations.find(group, call.arguments()).stream()
                .findFirst()
                .map(entry -> new MulticastGroupValue(device.here(), entry, DeviceNames.of(device.here())))
                .orElse(null);
    }
}
