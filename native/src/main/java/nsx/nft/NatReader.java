package nsx.nft;

import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.netlink.Ip;

/**
 * Guesses the purpose of a rule from its parts. It ignores their order and additional parts, so the caller builds a
 * rule from the guess and compares it.
 */
final class NatReader {
    private static final int IP4_SOURCE = 12;
    private static final int IP6_SOURCE = 8;

    private final List<Expression> rule;
    /**
     * The compared values by the loaded field. The first comparison counts, since a destination never comes before
     * its source.
     */
    private final Map<String, String> compared = new HashMap<>();

    private final Map<Integer, String> registers = new HashMap<>();
    private int sourceBits;

    NatReader(List<Expression> rule) {
        this.rule = rule;
        Expression loaded = null;
        int bits = 0;
        for (Expression expression : rule) {
            if (expression instanceof Expression.Payload payload) {
                bits = payload.length() * 8;
                loaded = payload;
            } else if (expression instanceof Expression.Mask mask) {
                bits = ones(mask.bits());
            } else if (expression instanceof Expression.Compare compare) {
                take(loaded, bits, compare.data());
            } else if (expression instanceof Expression.Constant constant) {
                registers.put(constant.register(), constant.data());
            } else {
                loaded = expression;
            }
        }
    }

    private static int ones(String hex) {
        return HexFormat.of().parseHex(hex).length == 0 ? 0 : new BigInteger(hex, 16).bitCount();
    }

    private void take(Expression loaded, int bits, String data) {
        if (loaded instanceof Expression.Meta meta) {
            compared.putIfAbsent(meta.key(), data);
        } else if (loaded instanceof Expression.Payload payload
                && payload.base().equals("transport")) {
            compared.putIfAbsent("port", data);
        } else if (loaded instanceof Expression.Payload payload
                && (payload.offset() == IP4_SOURCE || payload.offset() == IP6_SOURCE)) {
            compared.putIfAbsent("source", data);
            sourceBits = bits;
        }
    }

    Optional<Nat> guess() {
        Expression last = rule.isEmpty() ? null : rule.get(rule.size() - 1);
        try {
            if (last instanceof Expression.Masquerade) {
                return masquerade();
            }
            return last instanceof Expression.DestinationNat nat ? forward(nat) : Optional.empty();
        } catch (IllegalArgumentException e) {
            // an address or port of a wrong size
            return Optional.empty();
        }
    }

    private Optional<Nat> masquerade() {
        int bytes = number("nfproto") == Ip.AF_INET6 ? 16 : 4;
        byte[] network = Arrays.copyOf(HexFormat.of().parseHex(compared.getOrDefault("source", "")), bytes);
        return sourceBits < 0 || sourceBits > bytes * 8
                ? Optional.empty()
                : Optional.of(new Masquerade(Ip.of(network), sourceBits, device("oifname")));
    }

    private Optional<Nat> forward(Expression.DestinationNat nat) {
        byte[] bytes = HexFormat.of().parseHex(registers.getOrDefault(nat.addressRegister(), ""));
        if (bytes.length != 4 && bytes.length != 16) {
            return Optional.empty();
        }
        InetAddress to = Ip.of(bytes);
        int toPort =
                nat.portRegister() == 0 ? 0 : HexFormat.fromHexDigits(registers.getOrDefault(nat.portRegister(), "0"));
        return Arrays.stream(Protocol.values())
                .filter(protocol -> protocol.number() == number("l4proto"))
                .findFirst()
                .map(protocol -> new Forward(protocol, number("port"), to, toPort, device("iifname")));
    }

    private int number(String key) {
        return HexFormat.fromHexDigits(compared.getOrDefault(key, "0"));
    }

    private String device(String key) {
        byte[] name = HexFormat.of().parseHex(compared.getOrDefault(key, ""));
        return new String(name, StandardCharsets.UTF_8).replace("\0", "");
    }
}
