package nsx.nft;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import nsx.netlink.Attributes;
import nsx.netlink.Ip;
import nsx.netlink.IpProtocol;

/**
 * Formats a rule in the words of nft(8), an anonymous set with its elements; three dots stand for unknown parts.
 */
public final class RuleText {
    static final String MORE = "…";
    /** The network protocols, by their compared value. */
    private static final Map<String, String> FAMILIES = Map.of(
            "meta nfproto02",
            "meta nfproto ipv4",
            "meta nfproto0a",
            "meta nfproto ipv6",
            "meta protocol0800",
            "meta protocol ip",
            "meta protocol86dd",
            "meta protocol ip6");

    /** The flags NFTA_FIB_F_*, from the lowest bit on. */
    private static final List<String> FIB = List.of("saddr", "daddr", "mark", "iif", "oif");

    private static final int PRESENT = 32;
    private static final Set<String> TURNING = Set.of("bitwise", "byteorder");
    /** Expressions that load nothing, or only constants, into registers. */
    private static final Set<String> KEEPING = Set.of("immediate", "counter", "log", "meta", "nat", "redir", "masq");

    private final List<String> words = new ArrayList<>();
    /** The field loaded last, in words. */
    private String loaded = MORE;

    private String mask = "";
    /** The number of consecutive loads. */
    private int loads;

    /** Whether the last fib expression asks only for the presence of a route. */
    private boolean presence;

    /** Whether the loaded data was transformed afterwards. */
    private boolean turned;
    /** Whether several loaded fields form one key of a lookup. */
    private boolean joined;

    private String transport = "th";

    /** The constants in registers, for expressions that use them. */
    private final Map<Integer, byte[]> constants = new HashMap<>();

    /** The fields that were loaded one after the other, in words. */
    private final List<String> fields = new ArrayList<>();
    /** Whether any of these fields was transformed afterwards. */
    private boolean altered;

    private final NftRule rule;
    private final Sets sets;

    private RuleText(NftRule rule, Sets sets) {
        this.rule = rule;
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
        return String.join(" ", text.words);
    }

    private void add(Attributes element) {
        String name = element.string("NFTA_EXPR_NAME", "");
        Attributes data = element.value("NFTA_EXPR_DATA").orElse(null) instanceof Attributes known
                ? known
                : Attributes.of(ExpressionTables.of(name));
        note(name, data);
        switch (name) {
            case "meta" -> meta(data);
            case "payload" -> {
                if (data.has("NFTA_PAYLOAD_SREG")) {
                    word("payload " + MORE);
                } else {
                    load(new PayloadText(isFour(), isSix(), transport).text(data));
                }
            }
            case "ct" -> {
                if (data.has("NFTA_CT_SREG")) {
                    word("ct " + MORE);
                } else {
                    load("ct " + data.string("NFTA_CT_KEY", MORE));
                }
            }
            case "fib" -> load(fib(data));
            case "bitwise" -> bitwise(data);
            case "byteorder" -> turn();
            case "cmp" -> compare(data);
            case "range" -> {
                leaveOutImplied(loaded);
                word(loaded + " " + (turned || !mask.isEmpty() ? MORE : range(data)));
            }
            case "lookup" -> lookup(data);
            case "immediate" -> immediate(data);
            case "counter", "notrack" -> word(name);
            case "match", "target" ->
                word("xt " + name + " \"" + data.string("NFTA_" + name.toUpperCase(Locale.ROOT) + "_NAME", MORE) + '"');
            default ->
                word(new ActionText(rule.family(), constants).of(name, data).orElseGet(() -> unknown(name)));
        }
    }

    /** Words for an expression that nsx cannot write; what it may load is unknown too. */
    private String unknown(String name) {
        load(MORE);
        return name + " " + MORE;
    }

    /**
     * Counts loads without a comparison between them, and forgets constants that an expression may have overwritten.
     */
    private void note(String name, Attributes data) {
        boolean load = isLoad(name, data);
        if (load) {
            if (loads++ == 0) {
                fields.clear();
                altered = false;
            }
        } else if (!TURNING.contains(name)) {
            joined = loads > 1;
            loads = 0;
        }
        if (load || !KEEPING.contains(name)) {
            constants.clear();
        }
    }

    private static boolean isLoad(String name, Attributes data) {
        return switch (name) {
            case "meta" -> !data.has("NFTA_META_SREG");
            case "payload" -> !data.has("NFTA_PAYLOAD_SREG");
            case "ct" -> !data.has("NFTA_CT_SREG");
            case "fib" -> true;
            default -> false;
        };
    }

    private void load(String what) {
        loaded = what;
        fields.add(what);
        mask = "";
        turned = false;
    }

    private void turn() {
        turned = true;
        altered = true;
    }

    /** Whether the mask is a network mask. */
    private boolean isNetwork() {
        BigInteger bits = new BigInteger(1, HexFormat.of().parseHex(mask));
        BigInteger all = BigInteger.ONE.shiftLeft(mask.length() * 4);
        BigInteger hosts = all.subtract(BigInteger.ONE).subtract(bits);
        return loaded.endsWith("addr") && hosts.and(hosts.add(BigInteger.ONE)).signum() == 0;
    }

    private void word(String text) {
        words.add(text);
    }

    private void bitwise(Attributes data) {
        Attributes bits = data.nested("NFTA_BITWISE_MASK");
        byte[] flipped = data.nested("NFTA_BITWISE_XOR").has("NFTA_DATA_VALUE")
                ? data.nested("NFTA_BITWISE_XOR").bytes("NFTA_DATA_VALUE")
                : new byte[0];
        boolean plain = data.integer("NFTA_BITWISE_OP", 0) == 0
                && bits.has("NFTA_DATA_VALUE")
                && new BigInteger(1, flipped).signum() == 0;
        mask = plain ? HexFormat.of().formatHex(bits.bytes("NFTA_DATA_VALUE")) : "";
        turned |= !plain;
        altered = true;
    }

    private void meta(Attributes data) {
        String key = data.string("NFTA_META_KEY", MORE);
        if (!data.has("NFTA_META_SREG")) {
            load(meta(key));
            return;
        }
        byte[] value = constants.get(data.integer("NFTA_META_SREG", 0));
        String text = value != null && value.length == 4 && key.equals("mark")
                ? String.format(
                        "0x%08x",
                        ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).getInt())
                : value != null && value.length == 1 && key.equals("nftrace") ? "" + value[0] : MORE;
        word("meta " + key + " set " + text);
    }

    private static String meta(String key) {
        return switch (key) {
            case "iifname", "oifname", "iif", "oif" -> key;
            default -> "meta " + key;
        };
    }

    private String fib(Attributes data) {
        int flags = data.integer("NFTA_FIB_FLAGS", 0);
        List<String> key = new ArrayList<>();
        for (int i = 0; i < FIB.size(); i++) {
            if ((flags & 1 << i) != 0) {
                key.add(FIB.get(i));
            }
        }
        presence = (flags & PRESENT) != 0;
        return "fib " + String.join(" . ", key) + " " + data.string("NFTA_FIB_RESULT", MORE);
    }

    private boolean isFour() {
        return rule.family() == Ip.AF_INET
                || words.stream().anyMatch(w -> w.startsWith("ip ") || w.equals("meta nfproto ipv4"));
    }

    private boolean isSix() {
        return rule.family() == Ip.AF_INET6
                || words.stream().anyMatch(w -> w.startsWith("ip6 ") || w.equals("meta nfproto ipv6"));
    }

    private void compare(Attributes data) {
        byte[] value = data.nested("NFTA_CMP_DATA").bytes("NFTA_DATA_VALUE");
        String operator = data.string("NFTA_CMP_OP", "==");
        if (joined) {
            word(MORE);
            return;
        }
        String family = FAMILIES.get(loaded + HexFormat.of().formatHex(value));
        if (family != null) {
            word(family);
            return;
        }
        leaveOutImplied(loaded);
        if (loaded.equals("meta l4proto") && value.length > 0 && mask.isEmpty()) {
            protocol(value[0], operator);
        } else if (loaded.equals("ct state") && !mask.isEmpty() && operator.equals("!=")) {
            word(loaded + " " + ValueText.states(mask));
        } else if (!mask.isEmpty() && !isNetwork() || turned) {
            word(loaded + " " + MORE);
        } else {
            compare(operator, new ValueText(loaded, presence).text(value));
        }
    }

    /** Removes the comparisons of family and protocol that a field implies, as nft(8) does. */
    private void leaveOutImplied(String field) {
        boolean four = field.startsWith("ip ") || field.startsWith("icmp ");
        boolean six = field.startsWith("ip6 ") || field.startsWith("icmpv6 ");
        words.removeIf(w -> w.startsWith("meta ")
                && (four && (w.endsWith("ipv4") || w.endsWith(" ip"))
                        || six && (w.endsWith("ipv6") || w.endsWith(" ip6"))));
        if (field.startsWith(transport + " ")) {
            words.remove("meta l4proto " + transport);
        }
    }

    private void protocol(int number, String operator) {
        boolean equal = operator.equals("==");
        transport = IpProtocol.find(number)
                .filter(name -> equal && Filter.PROTOCOLS.contains(name))
                .orElse("th");
        word("meta l4proto " + (equal ? "" : operator + " ")
                + IpProtocol.find(number).orElse(MORE));
    }

    /** Adds a comparison; two comparisons that form a range are written as one. */
    private void compare(String operator, String value) {
        String least = loaded + " >= ";
        String last = words.isEmpty() ? "" : words.get(words.size() - 1);
        if (operator.equals("<=") && last.startsWith(least)) {
            words.remove(words.size() - 1);
            word(loaded + " " + last.substring(least.length()) + "-" + value);
        } else {
            word(loaded + " " + (operator.equals("==") ? "" : operator + " ") + value + length());
        }
    }

    /** Adds a lookup of the loaded fields. */
    private void lookup(Attributes data) {
        boolean map = data.has("NFTA_LOOKUP_DREG");
        boolean verdicts = map && data.integer("NFTA_LOOKUP_DREG", 0) == 0;
        boolean inverted = (data.integer("NFTA_LOOKUP_FLAGS", 0) & 1) != 0;
        boolean known = !altered && !fields.contains(MORE) && !(map && !verdicts);
        fields.forEach(this::leaveOutImplied);
        String way = verdicts ? " vmap " : map ? " map " : inverted ? " != " : " ";
        word(String.join(" . ", fields) + way + (known ? set(data.string("NFTA_LOOKUP_SET", MORE)) : MORE));
    }

    /** A named set, or the elements of an anonymous one, whose name the kernel has made. */
    private String set(String name) {
        if (!name.startsWith("__")) {
            return "@" + name;
        }
        return sets.anonymous(rule, name)
                .flatMap(set -> set.text(fields.size()))
                .orElse(MORE);
    }

    private String length() {
        if (mask.isEmpty() || !loaded.endsWith("addr")) {
            return "";
        }
        return "/" + new BigInteger(1, HexFormat.of().parseHex(mask)).bitCount();
    }

    private String range(Attributes data) {
        String from = new ValueText(loaded, presence)
                .text(data.nested("NFTA_RANGE_FROM_DATA").bytes("NFTA_DATA_VALUE"));
        String to = new ValueText(loaded, presence)
                .text(data.nested("NFTA_RANGE_TO_DATA").bytes("NFTA_DATA_VALUE"));
        return (data.integer("NFTA_RANGE_OP", 0) == 0 ? "" : "!= ") + from + "-" + to;
    }

    private void immediate(Attributes data) {
        Attributes inside = data.nested("NFTA_IMMEDIATE_DATA");
        if (inside.has("NFTA_DATA_VALUE")) {
            constants.put(data.integer("NFTA_IMMEDIATE_DREG", 1), inside.bytes("NFTA_DATA_VALUE"));
        }
        if (inside.has("NFTA_DATA_VERDICT")) {
            Verdicts.verdict(inside)
                    .ifPresent(action -> word(action.kind().toString().toLowerCase(Locale.ROOT)
                            + (action.chain().isEmpty() ? "" : " " + action.chain())));
        }
    }
}
