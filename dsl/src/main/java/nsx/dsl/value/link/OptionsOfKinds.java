package nsx.dsl.value.link;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.op.link.LinkProperty;
import nsx.dsl.op.link.WireguardWish;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Kinds;
import nsx.rtnl.kind.Wireguard;

/** What each kind of device takes besides what all take, for a word that takes a device of any kind. */
public final class OptionsOfKinds {
    private OptionsOfKinds() {}

    /** Read when it is asked for: there are many kinds with many options. */
    private static final class All {
        static final List<Parameter<?>> PARAMETERS = byName().entrySet().stream()
                .<Parameter<?>>map(e -> together(e.getKey(), e.getValue()))
                .toList();
    }

    /** The options of a device of the kind, and the properties of every device. */
    public static List<Parameter<?>> of(Kind kind) {
        List<Parameter<?>> own = KindParameters.named(kind);
        return kind == Wireguard.KIND
                ? Stream.concat(WireguardWish.DEVICE.stream(), own.stream()).toList()
                : own;
    }

    /** One parameter for each name, which takes what the option of some kind takes. */
    public static List<Parameter<?>> all() {
        return All.PARAMETERS;
    }

    private static Map<String, Map<Kind, Parameter<?>>> byName() {
        Map<String, Map<Kind, Parameter<?>>> names = new LinkedHashMap<>();
        for (Kind kind : Kinds.ALL) {
            of(kind).stream()
                    .filter(p -> LinkProperty.named(p.name()).isEmpty())
                    .forEach(p -> names.computeIfAbsent(p.name(), n -> new LinkedHashMap<>())
                            .put(kind, p));
        }
        return names;
    }

    private static Parameter<?> together(String name, Map<Kind, Parameter<?>> byKind) {
        List<Parameter<?>> all = new ArrayList<>(byKind.values());
        Parameter<?> first = all.get(0);
        if (all.size() == 1) {
            return first;
        }
        Type type = all.stream().allMatch(p -> p.type() == first.type()) ? first.type() : Type.ANY;
        String kinds = Texts.eitherOf(byKind.keySet().stream().map(Kind::name).toList());
        return Parameter.named(
                name,
                Reader.of(type, "what that option of " + kinds + " takes", value -> read(all, value)),
                first.summary());
    }

    /** Which kind the device has is not known here, so the value stays as it is. */
    private static Optional<Object> read(List<Parameter<?>> all, Object value) {
        return all.stream().anyMatch(p -> fits(p, value)) ? Optional.of(value) : Optional.empty();
    }

    private static boolean fits(Parameter<?> parameter, Object value) {
        try {
            parameter.read(parameter.name(), value);
            return true;
        } catch (NsxException e) {
            return false;
        }
    }
}
