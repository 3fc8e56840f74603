package nsx.dsl.op.link;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.genl.EthtoolFeatures;
import nsx.ns.NamespaceKind;
import nsx.process.Program;

/** Switches the offload features of a device's driver. */
public record FeatureOperations(Here here, String device) {
    /** The short names of ethtool(8) for groups of features. */
    private static final Map<String, Pattern> SHORT = Map.of(
            "rx", Pattern.compile("rx-checksum"),
            "tx", Pattern.compile("tx-checksum-.*"),
            "sg", Pattern.compile("tx-scatter-gather.*"),
            "tso", Pattern.compile("tx-tcp.*-segmentation"),
            "gso", Pattern.compile("tx-generic-segmentation"),
            "gro", Pattern.compile("rx-gro"),
            "lro", Pattern.compile("rx-lro"),
            "rxvlan", Pattern.compile("rx-vlan-hw-parse"),
            "txvlan", Pattern.compile("tx-vlan-hw-insert"),
            "rxhash", Pattern.compile("rx-hashing"));

    /** The current features of the device; in a plan the noted ones. */
    public EthtoolFeatures now() {
        int index = Devices.get(here, device).index();
        return here.kernel().look(here.context(), NamespaceKind.NET, fact(), () -> EthtoolFeatures.of(index));
    }

    private String fact() {
        return "features of " + device;
    }

    /** The operations that switch features by their names or short names; none if they are already so. */
    public List<Operation> ensure(Map<String, Boolean> asked) {
        EthtoolFeatures now = now();
        Map<String, Boolean> before = new TreeMap<>();
        Map<String, Boolean> after = new TreeMap<>();
        asked.forEach((name, on) -> matching(name, now).forEach(feature -> {
            if (!on.equals(now.active().get(feature))) {
                before.put(feature, !on);
                after.put(feature, on);
            }
        }));
        return after.isEmpty() ? List.of() : List.of(set(now, before, after));
    }

    private List<String> matching(String name, EthtoolFeatures now) {
        Pattern pattern = SHORT.getOrDefault(name, Pattern.compile(Pattern.quote(name)));
        List<String> known = now.active().keySet().stream()
                .filter(f -> pattern.matcher(f).matches())
                .toList();
        List<String> changeable =
                known.stream().filter(now.changeable()::contains).toList();
        if (!changeable.isEmpty()) {
            return changeable;
        }
        List<String> all = new ArrayList<>(now.changeable());
        all.addAll(SHORT.keySet());
        throw new NsxException("cannot switch " + name + " of " + device)
                .because(known.isEmpty() ? "it has no feature " + name : "its driver has it fixed")
                .at(name)
                .hint(known.isEmpty() ? Texts.didYouMean(name, all) : null);
    }

    private Operation set(EthtoolFeatures now, Map<String, Boolean> before, Map<String, Boolean> after) {
        Map<String, Boolean> left = new LinkedHashMap<>(now.active());
        left.putAll(after);
        EthtoolFeatures then = new EthtoolFeatures(left, now.changeable());
        String words = after.entrySet().stream()
                .map(e -> e.getKey() + (e.getValue() ? " on" : " off"))
                .collect(Collectors.joining(" "));
        return new Operation(
                here.context(),
                new Operation.SystemCall(
                        "ETHTOOL_MSG_FEATURES_SET " + device + " " + words,
                        () -> {
                            EthtoolFeatures.set(Devices.get(here, device).index(), after);
                            return null;
                        },
                        prospect -> {
                            prospect.leaves(here.context(), NamespaceKind.NET, fact(), then);
                            return null;
                        },
                        NamespaceKind.NET),
                "ethtool -K " + Program.quoted(device) + " " + words,
                "switch features of " + device + ": " + words,
                () -> List.of(set(then, after, before)));
    }
}
