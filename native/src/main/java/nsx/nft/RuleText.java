package nsx.nft;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import nsx.netlink.Attributes;

/**
 * Formats a rule in the words of nft(8), an anonymous set with its elements; three dots stand for unknown parts.
 */
public final class RuleText {
    static final String MORE = "…";

    /** The expressions that load a field or set it. */
    private static final Set<String> SETTABLE = Set.of("meta", "ct", "exthdr");

    private static final int SHIFT_LEFT = 1;
    private static final int SHIFT_RIGHT = 2;

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
            case "meta", "ct", "fib", "rt", "numgen", "socket", "exthdr", "xfrm", "osf", "tunnel" ->
                loadOrSet(name, data);
            case "payload" -> payload(data);
            case "hash" -> hash(data);
            case "bitwise" -> bitwise(data);
            case "byteorder" ->
                registers
                        .source(data, "NFTA_BYTEORDER")
                        .ifPresent(f -> registers.change(data, "NFTA_BYTEORDER", f.inNetworkOrder()));
            case "cmp" -> compare(data);
            case "range" -> range(data);
            case "lookup" -> setText().lookup(data);
            case "dynset" -> words.add(setText().dynamic(data));
            case "objref" -> setText().object(data);
            case "immediate" -> immediate(data);
            case "match", "target" ->
                words.add("xt " + name + " \"" + data.string("NFTA_" + name.toUpperCase(Locale.ROOT) + "_NAME", MORE)
                        + '"');
            case "reject" -> reject(data);
            case "tproxy" -> {
                String text = action(name, data);
                words.sayTransport();
                words.add(text);
            }
            default -> words.add(action(name, data));
        }
    }

    private String action(String name, Attributes data) {
        return new ActionText(rule.family(), registers).of(name, data).orElse(name + " " + MORE);
    }

    private SetText setText() {
        return new SetText(rule, sets, words, registers);
    }

    private void loadOrSet(String name, Attributes data) {
        String table = name.equals("numgen") ? "NFTA_NG" : "NFTA_" + name.toUpperCase(Locale.ROOT);
        if (name.equals("exthdr") && !data.has("NFTA_EXTHDR_DREG") && !data.has("NFTA_EXTHDR_SREG")) {
            words.add(ExtensionFields.removal(data));
            return;
        }
        Loaded field = LoadText.of(name, data, rule.family());
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
        Loaded field = place.find().orElseGet(() -> Loaded.unknown("@ " + MORE));
        if (data.has("NFTA_PAYLOAD_SREG")) {
            write(place, field, data.integer("NFTA_PAYLOAD_SREG", 0));
        } else {
            registers.load(
                    data.integer("NFTA_PAYLOAD_DREG", 1),
                    field.sized(place.length()).at(place));
        }
    }

    /** Adds a statement that writes bytes of the packet: all of them, or these bytes with other bits of one field. */
    private void write(PacketFields.Place place, Loaded field, int register) {
        Optional<RuleRegisters.Masked> masked =
                registers.masked(register).filter(m -> m.place().equals(place));
        Optional<Loaded> bits = masked.flatMap(m -> place.find(complement(m.mask())));
        if (bits.isPresent() && isWithin(masked.get())) {
            registers.field(register);
            words.leaveOutImplied(bits.get().field());
            words.add(
                    bits.get().field() + " set " + bits.get().value(masked.get().flipped()));
        } else if (masked.isPresent()) {
            Loaded raw = place.raw();
            Loaded changed = raw.with(masked.get().mask(), masked.get().flipped());
            registers.field(register);
            words.add(raw.field() + " set " + changed.expression());
        } else {
            set(field, register);
        }
    }

    /** Whether only bits that are not kept are written. */
    private static boolean isWithin(RuleRegisters.Masked bytes) {
        for (int i = 0; i < bytes.mask().length; i++) {
            if ((bytes.mask()[i] & bytes.flipped()[i]) != 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] complement(byte[] mask) {
        byte[] other = new byte[mask.length];
        for (int i = 0; i < mask.length; i++) {
            other[i] = (byte) ~mask[i];
        }
        return other;
    }

    private void hash(Attributes data) {
        String share = LoadText.share(data, "NFTA_HASH");
        long seed = data.number("NFTA_HASH_SEED", 0);
        String text = data.integer("NFTA_HASH_TYPE", 0) == 1
                ? "symhash" + share
                : "jhash " + setText().key(registers.key(data.integer("NFTA_HASH_SREG", 0)))
                        + share.replaceFirst("(mod \\d+)", "$1" + (seed == 0 ? "" : String.format(" seed 0x%x", seed)));
        registers.load(data.integer("NFTA_HASH_DREG", 1), Loaded.of(text, DataType.integer(4, true)));
    }

    private void bitwise(Attributes data) {
        Optional<Loaded> source = registers.source(data, "NFTA_BITWISE");
        int operation = data.integer("NFTA_BITWISE_OP", 0);
        byte[] mask = bytes(data, "NFTA_BITWISE_MASK");
        byte[] flipped = bytes(data, "NFTA_BITWISE_XOR");
        if (operation == SHIFT_LEFT || operation == SHIFT_RIGHT) {
            int by = DataTypes.ofHost(bytes(data, "NFTA_BITWISE_DATA"));
            registers.change(
                    data,
                    "NFTA_BITWISE",
                    source.map(f -> f.moved(operation == SHIFT_LEFT, by)).orElseGet(() -> Loaded.unknown(MORE)));
            return;
        }
        boolean plain = operation == 0 && mask.length > 0 && mask.length == flipped.length;
        registers.change(
                data,
                "NFTA_BITWISE",
                source.filter(f -> plain)
                        .map(f -> f.with(mask, flipped))
                        .orElseGet(
                                () -> Loaded.unknown(source.map(Loaded::field).orElse(MORE))));
        source.flatMap(Loaded::place)
                .filter(p -> plain)
                .ifPresent(p -> registers.mask(
                        data.integer("NFTA_BITWISE_DREG", 1), new RuleRegisters.Masked(p, mask, flipped)));
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
        if (operator.equals("<=") && words.closeRange(field, value)) {
            return;
        }
        if (field.field().equals("meta l4proto") && value.length > 0 && !field.isMasked()) {
            words.protocol(field, value, operator);
        } else if (operator.equals(">=")) {
            words.addLeast(field.compared(operator, value), field, value);
        } else {
            words.add(field.compared(operator, value));
            if (operator.equals("==")) {
                words.carries(field, value);
            }
        }
    }

    private void range(Attributes data) {
        byte[] from = bytes(data, "NFTA_RANGE_FROM_DATA");
        byte[] to = bytes(data, "NFTA_RANGE_TO_DATA");
        Optional<Loaded> field = registers.single(data.integer("NFTA_RANGE_SREG", 1));
        field.ifPresent(f -> words.leaveOutImplied(f.field()));
        String operator = data.integer("NFTA_RANGE_OP", 0) == 0 ? "==" : "!=";
        words.add(field.map(f -> f.within(operator, from, to)).orElse(MORE));
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
