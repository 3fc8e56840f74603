package nsx.nft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.netlink.Attributes;
import nsx.netlink.Message;

/** Converts a rule set to lists of texts, numbers and bytes, and back, to send it to another machine. */
public final class RulesetForm {
    private RulesetForm() {}

    /** Returns the lists {@code chains}, {@code rules} and {@code sets}. */
    public static Map<String, Object> of(Ruleset all) {
        return Map.of(
                "chains", all.chains().stream().map(RulesetForm::chain).toList(),
                "rules", all.rules().stream().map(rule -> rule.body().encode()).toList(),
                "sets",
                        all.sets().all().entrySet().stream()
                                .map(e -> set(e.getKey(), e.getValue()))
                                .toList());
    }

    /**
     * Reads a rule set from its form.
     *
     * @throws ClassCastException and the like, or {@link nsx.netlink.CodecException}, if the form is invalid
     */
    public static Ruleset read(Map<?, ?> form) {
        Map<String, Sets.Set> sets = new HashMap<>();
        list(form.get("sets")).forEach(one -> {
            List<?> fields = list(one);
            sets.put((String) fields.get(0), set(fields));
        });
        return new Ruleset(
                list(form.get("chains")).stream()
                        .map(one -> readChain(list(one)))
                        .toList(),
                list(form.get("rules")).stream()
                        .map(one -> NftRule.decode(new Message(0, 0, 0, 0, (byte[]) one)))
                        .toList(),
                Sets.of(sets));
    }

    private static List<?> list(Object form) {
        return (List<?>) form;
    }

    private static List<Object> chain(FilterChain chain) {
        return Arrays.asList(
                chain.family(),
                chain.table(),
                chain.name(),
                chain.hook().orElse(null),
                chain.priority(),
                chain.dropping(),
                chain.type(),
                chain.device());
    }

    private static FilterChain readChain(List<?> fields) {
        return new FilterChain(
                (Integer) fields.get(0),
                (String) fields.get(1),
                (String) fields.get(2),
                Optional.ofNullable((String) fields.get(3)),
                (Integer) fields.get(4),
                (Boolean) fields.get(5),
                (String) fields.get(6),
                (String) fields.get(7));
    }

    private static List<Object> set(String key, Sets.Set set) {
        List<Object> elements = new ArrayList<>();
        set.elements()
                .forEach(e -> elements.add(Arrays.asList(
                        e.key(),
                        e.end().orElse(null),
                        e.closing(),
                        e.other(),
                        e.data().encode(),
                        e.conditional())));
        return List.of(key, set.flags(), set.length(), elements, set.growing(), set.size());
    }

    private static Sets.Set set(List<?> fields) {
        List<Sets.Element> elements =
                list(fields.get(3)).stream().map(one -> element(list(one))).toList();
        return new Sets.Set(
                (Integer) fields.get(1), (Integer) fields.get(2), elements, (Boolean) fields.get(4), (Integer)
                        fields.get(5));
    }

    private static Sets.Element element(List<?> fields) {
        return new Sets.Element(
                (byte[]) fields.get(0),
                Optional.ofNullable((byte[]) fields.get(1)),
                (Boolean) fields.get(2),
                (Boolean) fields.get(3),
                Attributes.decode((byte[]) fields.get(4), ExpressionTables.DATA),
                (Boolean) fields.get(5));
    }
}
