package nsx.dsl.op.link;

import nsx.dsl.session.Call;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.dsl.word.Parameter;

/**
 * An existing device and the network namespace that it is in.
 *
 * @param name its own name, even where a line uses an alternative one
 */
public record ExistingDevice(Here here, String name) {
    /** The device that a line names, such as {@code dev: 'b:veth1'}; a missing one is an error. */
    public static ExistingDevice of(Call call, Parameter<String> dev) {
        return at(call, call.get(dev));
    }

    /** The device of this text, {@code NS:DEV} or {@code DEV}; a missing one is an error. */
    public static ExistingDevice at(Call call, String text) {
        Endpoint place = Endpoint.parse(call.session(), text);
        Here here = call.session().here(place.context());
        return new ExistingDevice(here, Devices.get(here, place.device()).name());
    }
}
