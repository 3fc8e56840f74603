package nsx.dsl.verb.network;

import java.util.List;
import java.util.stream.IntStream;
import nsx.dsl.op.bridge.FdbOperations;
import nsx.dsl.op.link.ExistingDevice;
import nsx.dsl.session.Call;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Here;
import nsx.dsl.session.Verb;
import nsx.dsl.value.network.FdbValue;
import nsx.dsl.word.Mistake;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;

/**
 * {@code fdb()}: lists the forwarding tables of bridges; {@code fdb '02:00:00:00:00:01', dev: 'br-veth1'}: adds a
 * static entry.
 */
public final class FdbVerb extends Verb {
    private static final Parameter<String> MAC =
            Parameter.optional("mac", Reader.mac(), "the MAC address; without it, a list of entries");
    private static final Parameter<String> DEV =
            Parameter.named("dev", Reader.device(), "the port that leads to it; in a list, the device or bridge");

    public FdbVerb() {
        super(Entry.of("fdb", "the forwarding tables of bridges, or a static entry in one", Theme.NETWORK)
                .takes(MAC, DEV)
                .takes(() -> FdbOperations.OPTIONS)
                .example("all", "fdb()")
                .example(
                        "addresses behind a port",
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
        call.arguments().options().keySet().stream()
                .filter(name -> !name.equals(DEV.name()))
                .findFirst()
                .ifPresent(name -> {
                    throw Mistake.unknown("fdb without an address", name, List.of(DEV.name()));
                });
        return OfDevice.list(call, FdbValue::all);
    }

    private static Object ensure(Call call) {
        ExistingDevice device = ExistingDevice.of(call, DEV);
        Here here = device.here();
        FdbOperations operations = new FdbOperations(here, device.name());
        String mac = call.get(MAC);
        call.session().ensure(() -> operations.ensure(mac, call.arguments()));
        return operations
                .find(mac, call.arguments())
                .map(n -> new FdbValue(
                        here, n, DeviceNames.of(here, IntStream.concat(IntStream.of(n.index()), n.master().stream()))))
                .orElse(null);
    }
}
