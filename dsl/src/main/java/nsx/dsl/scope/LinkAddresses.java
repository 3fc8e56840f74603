package nsx.dsl.scope;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nsx.dsl.NsxException;
import nsx.dsl.Operation;
import nsx.dsl.Session;
import nsx.dsl.Texts;
import nsx.dsl.op.AddressOperations;
import nsx.ns.Context;

/** The addresses that a device's block asks for. */
final class LinkAddresses {
    private LinkAddresses() {}

    /** @param arguments those of {@code address}, the named ones with {@code dev:} in front */
    static List<Operation> ensure(Session session, Context context, Object[] arguments) {
        Map<String, Object> options = new LinkedHashMap<>();
        ((Map<?, ?>) arguments[0]).forEach((k, v) -> options.put(String.valueOf(k), v));
        String device = Texts.of(options.remove("dev"));
        if (arguments.length != 2) {
            throw new NsxException("address takes one address, not " + (arguments.length - 1))
                    .at("address")
                    .hint("see help 'address'");
        }
        return AddressOperations.ensure(
                session, context, device, AddressOperations.parse(Texts.of(arguments[1]), device), options);
    }
}
