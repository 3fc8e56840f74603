package nsx.dsl.verb.delete;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.op.link.ExistingDevice;
import nsx.dsl.session.Call;
import nsx.dsl.unit.Literal;
import nsx.dsl.word.Parameter;

/** Deletes what a bridge forwards to a device: an entry with an address, and options that tell it from others. */
abstract class ForwardingDeletion implements DescribedDeletion {
    private final String kind;
    private final String title;
    private final List<Parameter<?>> options;

    /** @param title what an error calls such an entry */
    ForwardingDeletion(String kind, String title, List<Parameter<?>> options) {
        this.kind = kind;
        this.title = title;
        this.options =
                Stream.concat(Stream.of(AddressDeletion.DEV), options.stream()).toList();
    }

    /** The address in its usual form; fails for what is none. */
    abstract String address(String text);

    /** The operation that deletes the entry; empty if there is none. */
    abstract Optional<Operation> deletion(ExistingDevice device, String address, Call call);

    @Override
    public final String kind() {
        return kind;
    }

    @Override
    public final List<Parameter<?>> options() {
        return options;
    }

    @Override
    public final Operation operation(Call call, Object which) {
        String address = address(Texts.of(which));
        ExistingDevice device = ExistingDevice.of(call, AddressDeletion.DEV);
        return deletion(device, address, call)
                .orElseThrow(() -> new NsxException(
                                "there is no " + title + " " + address + " on " + device.name() + said(call))
                        .at(address)
                        .hint("see " + kind + "(dev: '" + device.name() + "')"));
    }

    /** The options that tell entries of one address apart, as in {@code with to: '10.0.0.9'}. */
    private String said(Call call) {
        Map<String, Object> said = new LinkedHashMap<>(call.arguments().options());
        said.remove(kind);
        said.remove(AddressDeletion.DEV.name());
        return said.isEmpty() ? "" : " with " + Literal.options(said);
    }
}
