package nsx.nft;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nsx.netlink.Attributes;
import nsx.netlink.Ip;

/** A rule in the words of nft(8), as far as they are known here; three dots stand for what is not. */
public final class RuleText {
    private static final String MORE = "…";
    private static final Map<Integer, String> PROTOCOLS =
            Map.of(1, "icmp", 6, "tcp", 17, "udp", 58, "icmpv6", 132, "sctp");
    private static final Map<String, String> IP4 =
            Map.of("12/4", "ip saddr", "16/4", "ip daddr", "9/1", "ip protocol", "8/1", "ip ttl");
    private static final Map<String, String> IP6 =
            Map.of("8/16", "ip6 saddr", "24/16", "ip6 daddr", "6/1", "ip6 nexthdr", "7/1", "ip6 hoplimit");
    /** The protocols of a network, as they are compared. */
    private static final Map<String, String> FAMILIES = Map.of(
            "meta nfproto02",
            "meta nfproto ipv4",
            "meta nfproto0a",
            "meta nfproto ipv6",
            "meta protocol0800",
            "meta protocol ip",
            "meta protocol86dd",
            "meta protocol ip6");

    /** NFTA_FIB_F_*. */
    private static final int SADDR = 1;

    private static final int IIF = 8;
    /** Types of routes by number (RTN_*). */
    private static final List<String> TYPES =
            List.of("unspec", "unicast", "local", "broadcast", "anycast", "multicast", "blackhole");

    private static final List<String> STATES = List.of("invalid", "established", "related", "new");
    private static final int UNTRACKED = 0x40;

    private final List<String> words = new ArrayList<>();
    /** What was loaded last, in words. */
    private String loaded = MORE;

    private String mask = "";
    private String transport = "th";

    private RuleText() {}

    /** The whole rule without its counts. */
    public static String of(Rule rule) {
        RuleText text = new RuleText();
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
        switch (name) {
            case "meta" -> load(data.has("NFTA_META_SREG") ? MORE : meta(data.string("NFTA_META_KEY", MORE)));
            case "payload" -> load(payload(data));
            case "ct" -> load("ct " + data.string("NFTA_CT_KEY", MORE));
            case "fib" -> load(fib(data));
            case "bitwise" ->
                mask = HexFormat.of().formatHex(data.nested("NFTA_BITWISE_MASK").bytes("NFTA_DATA_VALUE"));
            case "byteorder" -> {}
            case "cmp" -> compare(data);
            case "range" -> word(loaded + " " + range(data));
            case "lookup" -> word(loaded + " @" + data.string("NFTA_LOOKUP_SET", MORE));
            case "immediate" -> immediate(data);
            case "counter", "log", "reject", "notrack" -> word(name);
            case "masq" -> word("masquerade");
            case "redir" -> word("redirect");
            case "nat" -> word(data.string("NFTA_NAT_TYPE", "nat"));
            default -> word(name + " " + MORE);
        }
    }

    private void load(String what) {
        loaded = what;
        mask = "";
    }

    private void word(String text) {
        words.add(text);
    }

    private static String meta(String key) {
        return switch (key) {
            case "iifname", "oifname", "iif", "oif" -> key;
            default -> "meta " + key;
        };
    }

    private static String fib(Attributes data) {
        int flags = data.integer("NFTA_FIB_FLAGS", 0);
        String what = (flags & SADDR) != 0 ? "saddr" : "daddr";
        return "fib " + what + ((flags & IIF) != 0 ? " . iif " : " ") + data.string("NFTA_FIB_RESULT", MORE);
    }

    private String payload(Attributes data) {
        String place = data.integer("NFTA_PAYLOAD_OFFSET", -1) + "/" + data.integer("NFTA_PAYLOAD_LEN", -1);
        String base = data.string("NFTA_PAYLOAD_BASE", "");
        if (base.equals("network")) {
            return IP4.getOrDefault(place, IP6.getOrDefault(place, network(data)));
        }
        return switch (place) {
            case "0/2" -> transport + " sport";
            case "2/2" -> transport + " dport";
            case "0/1" -> transport + " type";
            case "0/4" -> transport + " sport . dport";
            default -> "@th " + MORE;
        };
    }

    /** A network whose length is whole bytes is compared with so many bytes of the address. */
    private static String network(Attributes data) {
        int length = data.integer("NFTA_PAYLOAD_LEN", 0);
        return switch (data.integer("NFTA_PAYLOAD_OFFSET", -1)) {
            case 12 -> length < 4 ? "ip saddr" : "@nh " + MORE;
            case 16 -> length < 4 ? "ip daddr" : "@nh " + MORE;
            case 8 -> length < 16 ? "ip6 saddr" : "@nh " + MORE;
            case 24 -> length < 16 ? "ip6 daddr" : "@nh " + MORE;
            default -> "@nh " + MORE;
        };
    }

    private void compare(Attributes data) {
        byte[] value = data.nested("NFTA_CMP_DATA").bytes("NFTA_DATA_VALUE");
        String operator = data.string("NFTA_CMP_OP", "==");
        if (FAMILIES.containsKey(loaded + HexFormat.of().formatHex(value))) {
            word(FAMILIES.get(loaded + HexFormat.of().formatHex(value)));
            return;
        }
        // what an address says of the protocol already is not said twice
        words.removeIf(w -> loaded.startsWith("ip ")
                        && w.startsWith("meta ")
                        && (w.endsWith("ipv4") || w.endsWith(" ip"))
                || loaded.startsWith("ip6 ") && w.startsWith("meta ") && (w.endsWith("ipv6") || w.endsWith(" ip6")));
        if (loaded.equals("meta l4proto") && value.length > 0) {
            transport = PROTOCOLS.getOrDefault((int) value[0], "th");
            word("meta l4proto " + PROTOCOLS.getOrDefault((int) value[0], String.valueOf(value[0])));
            return;
        }
        if (!words.isEmpty() && loaded.startsWith(transport + " ")) {
            words.remove("meta l4proto " + transport);
        }
        if (loaded.equals("ct state") && !mask.isEmpty()) {
            word(loaded + " " + states(mask));
            return;
        }
        String sign = operator.equals("==") ? "" : operator + " ";
        word(loaded + " " + sign + value(value) + length());
    }

    private String length() {
        if (mask.isEmpty() || !loaded.endsWith("addr")) {
            return "";
        }
        return "/" + new BigInteger(1, HexFormat.of().parseHex(mask)).bitCount();
    }

    private static String states(String mask) {
        int bits = ByteBuffer.wrap(HexFormat.of().parseHex(mask))
                .order(ByteOrder.nativeOrder())
                .getInt();
        List<String> all = new ArrayList<>();
        for (int i = 0; i < STATES.size(); i++) {
            if ((bits & 1 << i) != 0) {
                all.add(STATES.get(i));
            }
        }
        if ((bits & UNTRACKED) != 0) {
            all.add("untracked");
        }
        return String.join(",", all);
    }

    private String range(Attributes data) {
        String from = value(data.nested("NFTA_RANGE_FROM_DATA").bytes("NFTA_DATA_VALUE"));
        String to = value(data.nested("NFTA_RANGE_TO_DATA").bytes("NFTA_DATA_VALUE"));
        return (data.integer("NFTA_RANGE_OP", 0) == 0 ? "" : "!= ") + from + "-" + to;
    }

    private String value(byte[] bytes) {
        if (loaded.endsWith("addr")) {
            return address(bytes);
        }
        if (loaded.startsWith("fib ") && bytes.length == Integer.BYTES) {
            int number = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getInt();
            boolean type = loaded.endsWith(" type") && number >= 0 && number < TYPES.size();
            return type ? TYPES.get(number) : String.valueOf(number);
        }
        if (loaded.endsWith("name")) {
            String name = new String(bytes, StandardCharsets.UTF_8);
            int end = name.indexOf('\0');
            return '"' + (end < 0 ? name + "*" : name.substring(0, end)) + '"';
        }
        if (loaded.endsWith("port") || loaded.endsWith("protocol") || loaded.endsWith("type") || bytes.length == 1) {
            int number = bytes.length == 0 ? 0 : new BigInteger(1, bytes).intValue();
            return loaded.endsWith("protocol") ? PROTOCOLS.getOrDefault(number, "" + number) : "" + number;
        }
        return "0x" + HexFormat.of().formatHex(bytes);
    }

    /** One of a network can be cut after its last whole byte. */
    private static String address(byte[] bytes) {
        int whole = bytes.length <= 4 ? 4 : 16;
        try {
            byte[] all = Arrays.copyOf(bytes, whole);
            String text = Ip.text(InetAddress.getByAddress(all));
            return bytes.length == whole ? text : text + "/" + bytes.length * 8;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }

    private void immediate(Attributes data) {
        Attributes inside = data.nested("NFTA_IMMEDIATE_DATA");
        if (inside.has("NFTA_DATA_VERDICT")) {
            Verdicts.verdict(inside)
                    .ifPresent(action -> word(action.kind().toString().toLowerCase(Locale.ROOT)
                            + (action.chain().isEmpty() ? "" : " " + action.chain())));
        }
    }
}
