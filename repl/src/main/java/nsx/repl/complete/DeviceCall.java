package nsx.repl.complete;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nsx.dsl.session.Verb;
import nsx.dsl.value.link.OptionsOfKinds;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Signature;
import nsx.repl.complete.Term.Chain;
import nsx.rtnl.kind.AnyKind;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Kinds;

/** A call about a device that exists: {@code link('br0') { … }}, {@code br0 mtu: 1400}. What it takes depends on the device's kind. */
record DeviceCall(Kind kind, List<Parameter<?>> positional) {
    /** The call; empty for a call of another word, of a method, or of a network namespace. */
    static Optional<DeviceCall> of(Chain called, TypeInference types, LiveNames live) {
        LiveNames where = called.owner().map(o -> types.of(o, live).inside()).orElse(live);
        if (where == null) {
            return Optional.empty();
        }
        Optional<Verb> verb = types.verb(called, live);
        if (verb.isEmpty()) {
            boolean local = called.owner().isEmpty() && types.isVariable(called, live);
            return local ? Optional.empty() : kind(called.last().name(), where).map(k -> new DeviceCall(k, List.of()));
        }
        return verb.filter(v -> v.name().equals(AnyKind.KIND.name()))
                .map(v -> new DeviceCall(
                        TypeInference.name(called.last().first())
                                .flatMap(name -> kind(name, where))
                                .orElse(AnyKind.KIND),
                        v.signature().positional()));
    }

    private static Optional<Kind> kind(String device, LiveNames where) {
        return where.devices().stream()
                .filter(d -> d.name().equals(device))
                .findFirst()
                .map(d -> Kinds.named(d.kind()).orElse(AnyKind.KIND));
    }

    /** What the call takes. */
    Signature signature() {
        List<Parameter<?>> all = new ArrayList<>(positional);
        all.addAll(OptionsOfKinds.of(kind));
        return new Signature(AnyKind.KIND.name(), all);
    }
}
