package nsx.dsl.value.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds {@code dev:} to the arguments of a word called on a device. */
public final class DevArgument {
    private DevArgument() {}

    /** The arguments of a call with {@code dev} set to the device. */
    public static Object[] add(Object[] arguments, String device) {
        Map<Object, Object> named = new LinkedHashMap<>();
        List<Object> all = new ArrayList<>(Arrays.asList(arguments));
        if (!all.isEmpty() && all.get(0) instanceof Map<?, ?> given) {
            named.putAll(given);
            all.remove(0);
        }
        named.put("dev", device);
        all.add(0, named);
        return all.toArray();
    }
}
