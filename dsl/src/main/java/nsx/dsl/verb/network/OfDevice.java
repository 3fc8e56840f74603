package nsx.dsl.verb.network;

import java.util.Optional;
import nsx.dsl.op.link.Endpoint;
import nsx.dsl.session.Call;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.dsl.session.Session;
import nsx.dsl.shape.Table;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;

/** Common parts of the words that list a table for one device or for all: {@code dev: 'b:veth1'}. */
final class OfDevice {
    static final Parameter<String> DEV = Parameter.named("dev", Reader.device(), "only entries of this device");

    /** Reads such a table in a context; the whole table without a device. */
    interface Reading {
        Table<?> read(Here here, Optional<String> device);
    }

    private OfDevice() {}

    /** Lists the table; a missing device is an error. */
    static Table<?> list(Call call, Reading reading) {
        Session session = call.session();
        Optional<Endpoint> place = call.find(DEV).map(text -> Endpoint.parse(session, text));
        return reading.read(
                place.map(p -> session.here(p.context())).orElse(call.here()),
                place.map(
                        p -> Devices.get(session.here(p.context()), p.device()).name()));
    }
}
