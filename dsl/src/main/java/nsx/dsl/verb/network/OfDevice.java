package nsx.dsl.verb.network;

import java.util.Optional;
import nsx.dsl.op.link.ExistingDevice;
import nsx.dsl.session.Call;
import nsx.dsl.session.Here;
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
        Optional<ExistingDevice> device = call.find(DEV).map(text -> ExistingDevice.at(call, text));
        return reading.read(device.map(ExistingDevice::here).orElse(call.here()), device.map(ExistingDevice::name));
    }
}
