package nsx.nft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nsx.netlink.Attributes;

/**
 * Formats a rule in the words of nft(8), an anonymous set with its elements; three dots stand for unknown parts.
 */
public final class RuleText {
    static final String MORE = "…";

    /** The expressions that load a field or set it. */
    private static final Set<String> SETTABLE = Set.of("meta", "ct", "exthdr");

    private final RuleRegisters registers = new RuleRegisters();
    private final RuleWords words;
    private final NftRule rule;
    private final Sets sets;

    private RuleText(NftRule rule, Sets sets) {
        this.rule = rule;
        this.words = new RuleWords(rule.family());
        this.sets = sets;
    }

    /** Whether a text describes the whole rule. */
    public static boolean isWhole(String text) {
        return !text.contains(MORE);
    }

    /**
     * The whole rule as text, without its counters.
     *
     * @param sets the sets that were read with the rule; an anonymous set that is not among them is three dots
     */
    public static String of(NftRule rule, Sets sets) {
        RuleText text = new RuleText(rule, sets);
        for (Attributes element : rule.elements()) {
            text.add(element);
        }
        return text.words.toString();
    }

    private void add(Attributes element) {
        String name = element.string("NFTA_EXPR_NAME", "");
        Attributes data = element.value("NFTA_EXPR_DATA").orElse(null) instanceof Attributes known
                ? known
                : Attributes.of(ExpressionTables.of(name));
        switch (name) {
            case "meta", "ct", "fib", "rt", "numgen", "socket", "exthdr" -> loadOrSet(name, data);
            case "payload" -> payload(data);
            case "hash" -> hash(data);
            case "bitwise" -> bitwise(data);
            case "byteorder" ->
                registers
                        .source(data, "NFTA_BYTEORDER")
                        .ifPresent(f -> registers.change(data, "NFTA_BYTEORDER", f.inNetworkOrder()));
            case "cmp" -> compare(data);
            case "range" -> range(data);
            case "lookup" -> lookup(data);
            case "dynset" -> words.add(dynamic(data));
            case "immediate" -> immediate(data);
            case "counter", "notrack" -> words.add(name);
            case "match", "target" ->
                words.add("xt " + name + " \"" + data.string("NFTA_" + name.toUpperCase(Locale.ROOT) + "_NAME", MORE)
                        + '"');
            case "reject" -> reject(data);
            default -> words.add(action(name, data));
        }
    }

    private String action(String name, Attributes data) {
        return new ActionText(rule.family(), registers).of(name, data).orElse(name + " " + MORE);
    }

    private void loadOrSet(String name, Attributes data) {
        String table = name.equals("numgen") ? "NFTA_NG" : "NFTA_" + name.toUpperCase(Locale.ROOT);
        Loaded field = LoadText.of(name, data);
        if (SETTABLE.contains(name) && data.has(table + "_SREG")) {
            set(field, data.integer(table + "_SREG", 0));
        } else {
            registers.load(data.integer(table + "_DREG", 1), field);
        }
    }

    /** Adds a statement that gives a field the value in a register. */
    private void set(Loaded field, int register) {
        words.leaveOutImplied(field.field());
        String value = registers
                .constant(register)
                .map(field::value)
                .or(() -> registers.single(register).map(f -> {
                    words.leaveOutImplied(f.field());
                    return f.expression();
                }))
                .orElse(MORE);
        words.add(field.field() + " set " + value);
    }

    private void payload(Attributes data) {
        PacketFields.Place place = words.place(data);
        Loaded field = place.find().orElseGet(() -> Loaded.unknown("@" + place.header() + " " + MORE));
        if (data.has("NFTA_PAYLOAD_SREG")) {
            set(field, data.integer("NFTA_PAYLOAD_SREG", 0));
        } else {
            registers.load(data.integer("NFTA_PAYLOAD_DREG", 1), field.at(place));
        }
    }

    private void hash(Attributes data) {
        String share = LoadText.share(data, "NFTA_HASH");
        long seed = data.number("NFTA_HASH_SEED", 0);
        String text = data.integer("NFTA_HASH_TYPE", 0) == 1
                ? "symhash" + share
                : "jhash " + key(data.integer("NFTA_HASH_SREG", 0))
                        + share.replaceFirst("(mod \\d+)", "$1" + (seed == 0 ? "" : String.format(" seed 0x%x", seed)));
        registers.load(data.integer("NFTA_HASH_DREG", 1), Loaded.of(text, DataType.integer(4, true)));
    }

    /** The fields of a key in words. */
    private String key(int register) {
        List<Loaded> fields = registers.key(register);
        fields.forEach(f -> words.leaveOutImplied(f.field()));
        return fields.stream().map(Loaded::expression).collect(Collectors.joining(" . "));
    }

    private void bitwise(Attributes data) {
        Optional<Loaded> source = registers.source(data, "NFTA_BITWISE");
        byte[] mask = bytes(data, "NFTA_BITWISE_MASK");
        byte[] flipped = bytes(data, "NFTA_BITWISE_XOR");
        boolean plain = data.integer("NFTA_BITWISE_OP", 0) == 0 && mask.length > 0 && mask.length == flipped.length;
        registers.change(
                data,
                "NFTA_BITWISE",
                source.filter(f -> plain)
                        .map(f -> f.with(mask, flipped))
                        .orElseGet(
                                () -> Loaded.unknown(source.map(Loaded::field).orElse(MORE))));
    }

    private static byte[] bytes(Attributes data, String name) {
        return data.nested(name).has("NFTA_DATA_VALUE") ? data.nested(name).bytes("NFTA_DATA_VALUE") : new byte[0];
    }

    private void compare(Attributes data) {
        byte[] value = data.nested("NFTA_CMP_DATA").bytes("NFTA_DATA_VALUE");
        String operator = data.string("NFTA_CMP_OP", "==");
        Optional<Loaded> loaded = registers.single(data.integer("NFTA_CMP_SREG", 1));
        if (loaded.isEmpty()) {
            words.add(MORE);
            return;
        }
        Loaded field = loaded.get();
        List<PacketFields.Place> parts = field.parts();
        if (parts.isEmpty()) {
            compare(field, operator, value);
        } else if (operator.equals("==")) {
            int at = 0;
            for (PacketFields.Place part : parts) {
                compare(part.find().orElseThrow(), operator, Arrays.copyOfRange(value, at, at + part.length()));
                at += part.length();
            }
        } else {
            words.add(field.field() + " " + MORE);
        }
    }

    private void compare(Loaded field, String operator, byte[] value) {
        words.leaveOutImplied(field.field());
        if (field.field().equals("meta l4proto") && value.length > 0 && !field.isMasked()) {
            words.protocol(field, value, operator);
            return;
        }
        String text = field.compared(operator, value);
        if (!operator.equals("<=") || !words.closeRange(field.field(), field.value(value))) {
            words.add(text);
        }
    }

    /** Adds a lookup of the loaded fields: a condition, or another value to load. */
    private void lookup(Attributes data) {
        List<Loaded> fields = registers.key(data.integer("NFTA_LOOKUP_SREG", 1));
        boolean map = data.has("NFTA_LOOKUP_DREG");
        int target = data.integer("NFTA_LOOKUP_DREG", 0);
        boolean inverted = (data.integer("NFTA_LOOKUP_FLAGS", 0) & 1) != 0;
        boolean masked = fields.stream().anyMatch(Loaded::isMasked);
        String set = fields.stream().allMatch(Loaded::isWhole)
                ? set(data.string("NFTA_LOOKUP_SET", MORE), fields.size())
                : MORE;
        fields.forEach(f -> words.leaveOutImplied(f.field()));
        String way = map ? (target == 0 ? " vmap " : " map ") : inverted ? " != " : masked ? " == " : " ";
        String text = fields.stream().map(Loaded::expression).collect(Collectors.joining(" . ")) + way + set;
        if (map && target != 0) {
            registers.loadAll(target, Loaded.unknown(text));
        } else {
            words.add(text);
        }
    }

    /** A named set, or the elements of an anonymous one, whose name the kernel has made. */
    private String set(String name, int fields) {
        if (!name.startsWith("__")) {
            return "@" + name;
        }
        return sets.anonymous(rule, name).flatMap(set -> set.text(fields)).orElse(MORE);
    }

    /** A statement that adds a key to a set. */
    private String dynamic(Attributes data) {
        String key = key(data.integer("NFTA_DYNSET_SREG_KEY", 1));
        long milliseconds = data.number("NFTA_DYNSET_TIMEOUT", 0);
        List<Attributes> inner = new ArrayList<>(data.nested("NFTA_DYNSET_EXPRESSIONS").all("NFTA_LIST_ELEM").stream()
                .filter(Attributes.class::isInstance)
                .map(Attributes.class::cast)
                .toList());
        if (data.has("NFTA_DYNSET_EXPR")) {
            inner.add(data.nested("NFTA_DYNSET_EXPR"));
        }
        String time = milliseconds == 0
                ? ""
                : milliseconds % 1000 == 0 && milliseconds < 60_000
                        ? " timeout " + milliseconds / 1000 + "s"
                        : " timeout " + MORE;
        String does =
                inner.stream().map(e -> e.string("NFTA_EXPR_NAME", "")).allMatch("limit"::equals) ? "" : " " + MORE;
        String limits = inner.stream()
                .filter(e -> does.isEmpty())
                .map(e -> " " + action("limit", e.nested("NFTA_EXPR_DATA")))
                .collect(Collectors.joining());
        String value = data.has("NFTA_DYNSET_SREG_DATA")
                ? " : "
                        + registers
                                .field(data.integer("NFTA_DYNSET_SREG_DATA", 0))
                                .map(Loaded::expression)
                                .orElse(MORE)
                : "";
        return data.string("NFTA_DYNSET_OP", MORE) + " @" + data.string("NFTA_DYNSET_SET_NAME", MORE) + " { " + key
                + time + does + limits + value + " }";
    }

    private void range(Attributes data) {
        byte[] from = bytes(data, "NFTA_RANGE_FROM_DATA");
        byte[] to = bytes(data, "NFTA_RANGE_TO_DATA");
        Optional<Loaded> field =
                registers.single(data.integer("NFTA_RANGE_SREG", 1)).filter(f -> !f.isMasked());
        field.ifPresent(f -> words.leaveOutImplied(f.field()));
        String operator = data.integer("NFTA_RANGE_OP", 0) == 0 ? " " : " != ";
        words.add(field.map(f -> f.field() + operator + f.value(from) + "-" + f.value(to))
                .orElse(MORE));
    }

    private void reject(Attributes data) {
        boolean four = words.isFour();
        boolean six = words.isSix();
        switch (data.integer("NFTA_REJECT_TYPE", 0)) {
            case 0 -> words.leaveOutImplied(four ? "ip " : "ip6 ");
            case 1 -> words.leaveOutImplied("tcp ");
            default -> {}
        }
        words.add(
                new ActionText(rule.family(), registers).reject(data, four, six).orElse("reject " + MORE));
    }

    private void immediate(Attributes data) {
        Attributes inside = data.nested("NFTA_IMMEDIATE_DATA");
        if (inside.has("NFTA_DATA_VALUE")) {
            registers.constant(data.integer("NFTA_IMMEDIATE_DREG", 1), inside.bytes("NFTA_DATA_VALUE"));
        }
        if (inside.has("NFTA_DATA_VERDICT")) {
            words.add(Verdicts.verdict(inside)
                    .map(action -> action.kind().toString().toLowerCase(Locale.ROOT)
                            + (action.chain().isEmpty() ? "" : " " + action.chain()))
                    .orElse("continue"));
        }
    }
}
