package nsx.dsl.scope;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import nsx.dsl.value.link.KindParameters;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.netlink.Attributes;
import nsx.rtnl.kind.VlanGlobals;

/** The options of VLANs for all ports of a bridge: {@code globalOptions: [10: [mcastQuerier: true, msti: 2]]}. */
final class GlobalVlanWish {
    private static final int MOST = 4094;
    private static final List<Parameter<?>> OPTIONS = KindParameters.options(VlanGlobals.KIND);
    private static final Reader<Arguments> ONE =
            Reader.map(VlanGlobals.KIND.name(), OPTIONS.toArray(Parameter<?>[]::new));

    /** The option of the bridge itself: the options of each VLAN by its number. */
    static final Parameter<Map<String, Map<String, Object>>> PARAMETER = Parameter.named(
            VlanGlobals.KIND.name(),
            Reader.map().then(GlobalVlanWish::checked).such("[10: [mcastQuerier: true]]"),
            "options of single VLANs for all ports: "
                    + OPTIONS.stream().map(Parameter::name).collect(Collectors.joining(", ")));

    private GlobalVlanWish() {}

    private static Map<String, Map<String, Object>> checked(Map<String, Object> given) {
        Map<String, Map<String, Object>> all = new LinkedHashMap<>();
        given.forEach((id, options) -> {
            if (!id.matches("\\d{1,4}") || Integer.parseInt(id) < 1 || Integer.parseInt(id) > MOST) {
                throw new IllegalArgumentException("its keys are numbers of VLANs from 1 to " + MOST + ", not " + id);
            }
            Arguments read = ONE.read(options)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "the options of VLAN " + id + " are a map such as [mcastQuerier: true]"));
            Map<String, Object> one = new LinkedHashMap<>();
            OPTIONS.forEach(option -> read.find(option).ifPresent(value -> one.put(option.name(), value)));
            all.put(id, one);
        });
        return all;
    }

    /** The options among those of {@code self}, by the number of the VLAN; none without them. */
    static Map<Integer, Attributes> read(Map<String, Object> self) {
        Map<Integer, Attributes> all = new TreeMap<>();
        if (self.containsKey(PARAMETER.name())) {
            PARAMETER.read("self", self.get(PARAMETER.name())).forEach((id, options) -> {
                Attributes data = VlanGlobals.KIND.data();
                for (Map.Entry<String, Object> option : options.entrySet()) {
                    data = VlanGlobals.KIND.put(data, option.getKey(), option.getValue());
                }
                all.put(Integer.parseInt(id), data);
            });
        }
        return all;
    }
}
