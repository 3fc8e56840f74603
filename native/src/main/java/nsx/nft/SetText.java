package nsx.nft;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nsx.netlink.Attributes;

/**
 * Writes the parts of a rule that use a set, a map or an object in the words of nft(8).
 *
 * @param sets the sets that were read with the rule
 */
record SetText(NftRule rule, Sets sets, RuleWords words, RuleRegisters registers) {
    private static final String MORE = RuleText.MORE;

    /** What a rule does with an object, by its type (NFT_OBJECT_*). */
    private static final Map<Integer, String> OBJECTS = Map.of(
            1, "counter name",
            2, "quota name",
            3, "ct helper set",
            4, "limit name",
            7, "ct timeout set",
            8, "meta secmark set",
            9, "ct expectation set",
            10, "synproxy name");

    /** Adds a lookup of the loaded fields: a condition, or another value to load. */
    void lookup(Attributes data) {
        List<Loaded> fields = registers.key(data.integer("NFTA_LOOKUP_SREG", 1));
        boolean map = data.has("NFTA_LOOKUP_DREG");
        int target = data.integer("NFTA_LOOKUP_DREG", 0);
        boolean inverted = (data.integer("NFTA_LOOKUP_FLAGS", 0) & 1) != 0;
        boolean masked = fields.stream().anyMatch(Loaded::isMasked);
        String way = map ? (target == 0 ? " vmap " : " map ") : inverted ? " != " : masked ? " == " : " ";
        String text = key(fields) + way + set(data.string("NFTA_LOOKUP_SET", MORE), fields);
        if (map && target != 0) {
            registers.loadAll(target, Loaded.unknown(text));
        } else {
            words.add(text);
        }
    }

    /** The fields of a key in words. */
    String key(List<Loaded> fields) {
        fields.forEach(f -> words.leaveOutImplied(f.field()));
        return fields.stream().map(Loaded::expression).collect(Collectors.joining(" . "));
    }

    /** A named set, or the elements of an anonymous one, whose name the kernel has made. */
    private String set(String name, List<Loaded> fields) {
        if (!name.startsWith("__")) {
            return fields.stream().allMatch(Loaded::isKnown) ? "@" + name : MORE;
        }
        return sets.listed(rule, name).flatMap(set -> set.text(fields)).orElse(MORE);
    }

    /** Adds a reference to an object, or to the one that a map has for a key. */
    void object(Attributes data) {
        if (data.has("NFTA_OBJREF_IMM_NAME")) {
            String name = '"' + data.string("NFTA_OBJREF_IMM_NAME", "") + '"';
            words.add(object(data.integer("NFTA_OBJREF_IMM_TYPE", 0)) + " " + name);
            return;
        }
        List<Loaded> fields = registers.key(data.integer("NFTA_OBJREF_SET_SREG", 1));
        String set = data.string("NFTA_OBJREF_SET_NAME", MORE);
        int type = sets.listed(rule, set).map(s -> s.set().objectType()).orElse(0);
        String key = key(fields);
        words.add(object(type) + " " + key + " map " + set(set, fields));
    }

    private static String object(int type) {
        return OBJECTS.getOrDefault(type, "objref " + MORE);
    }

    /** A statement that adds a key to a set. */
    String dynamic(Attributes data) {
        boolean map = data.has("NFTA_DYNSET_SREG_DATA");
        int behind = map ? data.integer("NFTA_DYNSET_SREG_DATA", 0) : Integer.MAX_VALUE;
        String set = data.string("NFTA_DYNSET_SET_NAME", MORE);
        String key = key(registers.key(data.integer("NFTA_DYNSET_SREG_KEY", 1), behind));
        long milliseconds = data.number("NFTA_DYNSET_TIMEOUT", 0);
        return data.string("NFTA_DYNSET_OP", MORE) + " @" + set + " { " + key
                + (milliseconds == 0 ? "" : " timeout " + TimeText.duration(milliseconds))
                + inner(data).stream().map(this::statement).collect(Collectors.joining())
                + (map ? " : " + value(behind, set) : "") + " }";
    }

    /** The expressions that become a part of the element. */
    private static List<Attributes> inner(Attributes data) {
        List<Attributes> all = new ArrayList<>(data.nested("NFTA_DYNSET_EXPRESSIONS").all("NFTA_LIST_ELEM").stream()
                .filter(Attributes.class::isInstance)
                .map(Attributes.class::cast)
                .toList());
        if (data.has("NFTA_DYNSET_EXPR")) {
            all.add(data.nested("NFTA_DYNSET_EXPR"));
        }
        return all;
    }

    private String statement(Attributes element) {
        String name = element.string("NFTA_EXPR_NAME", "");
        return " "
                + new ActionText(rule.family(), registers)
                        .of(name, element.nested("NFTA_EXPR_DATA"))
                        .orElse(MORE);
    }

    /** The value in a register that a map gets. */
    private String value(int register, String map) {
        Optional<DataType> type = sets.listed(rule, map)
                .map(s -> s.set().dataTypes())
                .filter(types -> types.size() == 1)
                .map(types -> types.get(0));
        return registers
                .constant(register)
                .map(bytes -> type.filter(DataType::isKnown)
                        .map(t -> t.text(bytes, t.ofHost()))
                        .orElse(MORE))
                .or(() -> registers.field(register).map(f -> key(List.of(f))))
                .orElse(MORE);
    }
}
