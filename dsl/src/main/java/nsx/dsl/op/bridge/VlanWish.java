package nsx.dsl.op.bridge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nsx.dsl.error.NsxException;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.rtnl.BridgeVlan;

/** The wanted VLANs of a port in a script: {@code vlan: 10}, {@code pvid: 20, untagged: [20], vlans: [30, 40..45]}. */
public final class VlanWish {
    private static final int MOST = 4094;
    private static final Pattern SPAN = Pattern.compile("(\\d{1,4})(?:-(\\d{1,4}))?");

    private static final Reader<Integer> ONE = Reader.integer(1, MOST);
    private static final Reader<List<Integer>> SEVERAL = Reader.of(
                    Type.LIST, "numbers from 1 to " + MOST + " or ranges of them", VlanWish::numbers)
            .such("[30, 40..45]");

    private static final Parameter<Integer> VLAN =
            Parameter.named("vlan", ONE, "its only VLAN: untagged in both directions, beside those of the next three");
    private static final Parameter<Integer> PVID =
            Parameter.named("pvid", ONE, "the VLAN of untagged frames that arrive");
    private static final Parameter<List<Integer>> UNTAGGED =
            Parameter.named("untagged", SEVERAL, "VLANs whose frames leave without a tag");
    private static final Parameter<List<Integer>> VLANS =
            Parameter.named("vlans", SEVERAL, "VLANs whose frames leave with a tag");

    /** The VLAN parameters of {@code port} and {@code self} in a bridge's block. */
    public static final List<Parameter<?>> PARAMETERS = List.of(VLAN, PVID, UNTAGGED, VLANS, VlanOptions.PARAMETER);

    private VlanWish() {}

    /** Removes the VLAN options from those of a port and parses them; empty if there are none. */
    public static Optional<Collection<BridgeVlan>> take(String word, Map<String, Object> options) {
        Map<String, Object> given = new LinkedHashMap<>();
        PARAMETERS.forEach(p -> {
            if (options.containsKey(p.name())) {
                given.put(p.name(), options.remove(p.name()));
            }
        });
        return given.isEmpty() ? Optional.empty() : Optional.of(read(word, given));
    }

    private static Collection<BridgeVlan> read(String word, Map<String, Object> given) {
        Optional<Integer> vlan = find(VLAN, word, given);
        Optional<Integer> pvid = find(PVID, word, given).or(() -> vlan);
        List<Integer> untagged = new ArrayList<>(find(UNTAGGED, word, given).orElse(List.of()));
        vlan.ifPresent(untagged::add);
        Map<Integer, BridgeVlan> all = new TreeMap<>();
        find(VLANS, word, given).orElse(List.of()).forEach(id -> all.put(id, new BridgeVlan(0, id, false, false)));
        untagged.forEach(id -> all.put(id, new BridgeVlan(0, id, false, true)));
        pvid.ifPresent(id -> all.put(id, new BridgeVlan(0, id, true, untagged.contains(id))));
        find(VlanOptions.PARAMETER, word, given).orElse(Map.of()).forEach((text, options) -> {
            int id = Integer.parseInt(text);
            if (!all.containsKey(id)) {
                throw new NsxException(word + ": VLAN " + id + " has options, but is not one of its VLANs")
                        .at("vlanOptions")
                        .hint("name it beside them, such as vlans: [" + id + "]");
            }
            all.computeIfPresent(id, (same, found) -> found.with(VlanOptions.numbers(options)));
        });
        return all.values();
    }

    private static <T> Optional<T> find(Parameter<T> parameter, String word, Map<String, Object> given) {
        return given.containsKey(parameter.name())
                ? Optional.of(parameter.read(word, given.get(parameter.name())))
                : Optional.empty();
    }

    /** Parses a number, a range such as {@code 40..45} or {@code '40-45'}, or a list of these. */
    private static Optional<List<Integer>> numbers(Object value) {
        if (value instanceof Collection<?> some) {
            List<Integer> all = new ArrayList<>();
            for (Object one : some) {
                Optional<List<Integer>> part = numbers(one);
                if (part.isEmpty()) {
                    return Optional.empty();
                }
                all.addAll(part.get());
            }
            return Optional.of(all);
        }
        if (value instanceof CharSequence text) {
            Matcher span = SPAN.matcher(text);
            return span.matches() ? span(Integer.parseInt(span.group(1)), last(span)) : Optional.empty();
        }
        return ONE.read(value).map(List::of);
    }

    private static int last(Matcher span) {
        return Integer.parseInt(span.group(2) == null ? span.group(1) : span.group(2));
    }

    private static Optional<List<Integer>> span(int first, int last) {
        if (first < 1 || last > MOST || first > last) {
            return Optional.empty();
        }
        List<Integer> all = new ArrayList<>();
        for (int id = first; id <= last; id++) {
            all.add(id);
        }
        return Optional.of(all);
    }

    /** The script options for these VLANs. */
    public static Map<String, Object> options(Collection<BridgeVlan> vlans) {
        Map<String, Object> options = new LinkedHashMap<>();
        vlans.stream().filter(BridgeVlan::pvid).findFirst().ifPresent(v -> options.put(PVID.name(), v.id()));
        List<Integer> untagged =
                vlans.stream().filter(BridgeVlan::untagged).map(BridgeVlan::id).toList();
        List<Integer> tagged = vlans.stream()
                .filter(v -> !v.untagged() && !v.pvid())
                .map(BridgeVlan::id)
                .toList();
        if (!untagged.isEmpty()) {
            options.put(UNTAGGED.name(), untagged);
        }
        if (!tagged.isEmpty() || options.isEmpty()) {
            options.put(VLANS.name(), tagged);
        }
        Map<String, Object> each = VlanOptions.shown(vlans.stream());
        if (!each.isEmpty()) {
            options.put(VlanOptions.PARAMETER.name(), each);
        }
        return options;
    }
}
