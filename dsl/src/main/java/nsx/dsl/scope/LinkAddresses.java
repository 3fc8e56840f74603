package nsx.dsl.scope;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nsx.dsl.NsxException;
import nsx.dsl.Operation;
import nsx.dsl.Session;
import nsx.dsl.Texts;
import nsx.dsl.op.AddressOperations;
import nsx.dsl.verb.AddressVerb;
import nsx.ns.Context;

/** The addresses that a device's block asks for; the device need not be there yet. */
final class LinkAddresses {
    private LinkAddresses() {}

    /** @param arguments as {@code address} takes them, with {@code dev:} in front */
    static List<Operation> ensure(Session session, Context context, Object[] arguments) {
        Map<String, Object> options = new LinkedHashMap<>();
        ((Map<?, ?>) arguments[0]).forEach((k, v) -> options.put(String.valueOf(k), v));
        String device = Texts.of(options.remove("dev"));
        if (arguments.length != 2) {
            throw new NsxException("address needs an address such as '10.0.0.10/24'").at("address");
        }
        for (String option : options.keySet()) {
            if (!AddressOperations.OPTIONS.contains(option)) {
                throw new NsxException("address has no option '" + option + "'")
                        .at(option)
                        .hint("its options: " + String.join(", ", AddressOperations.OPTIONS));
            }
        }
        return AddressOperations.ensure(
                session, context, device, AddressVerb.parse(Texts.of(arguments[1]), device), options);
    }
}
