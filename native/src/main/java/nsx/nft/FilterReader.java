package nsx.nft;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.netlink.Ip;
import nsx.netlink.IpProtocol;
import nsx.rtnl.Prefix;

/** Guesses the purpose of a filtering rule from its parts. The caller builds a rule from the guess and compares it. */
final class FilterReader {
    private static final int IP4_SOURCE = 12;
    private static final int IP6_SOURCE = 8;

    private final OwnChain chain;
    private final List<Expression> rule;
    private final Map<String, String> compared = new HashMap<>();
    private final Map<String, Integer> bits = new HashMap<>();

    FilterReader(OwnChain chain, List<Expression> rule) {
        this.chain = chain;
        this.rule = rule;
        Expression loaded = null;
        int length = 0;
        for (Expression expression : rule) {
            if (expression instanceof Expression.Mask mask) {
                length = new BigInteger("0" + mask.bits(), 16).bitCount();
            } else if (expression instanceof Expression.Compare compare) {
                String what = name(loaded);
                compared.putIfAbsent(what, compare.data());
                bits.putIfAbsent(what, length);
            } else {
                loaded = expression;
                length = loaded instanceof Expression.Payload payload ? payload.length() * 8 : 0;
            }
        }
    }

    private static String name(Expression loaded) {
        if (loaded instanceof Expression.Meta meta) {
            return meta.key();
        }
        if (loaded instanceof Expression.Payload payload) {
            boolean source = payload.offset() == IP4_SOURCE || payload.offset() == IP6_SOURCE;
            return payload.base().equals("transport") ? "port" : source ? "from" : "to";
        }
        return "";
    }

    Optional<Filter> guess() {
        try {
            return rule.isEmpty() ? Optional.empty() : verdict().flatMap(this::filter);
        } catch (IllegalArgumentException e) {
            // an address or port of a wrong size
            return Optional.empty();
        }
    }

    private Optional<Filter.Verdict> verdict() {
        Expression last = rule.get(rule.size() - 1);
        if (last instanceof Expression.Log) {
            return Optional.of(Filter.Verdict.LOG);
        }
        if (last instanceof Expression.Reject) {
            return Optional.of(Filter.Verdict.REJECT);
        }
        return last instanceof Expression.Verdict verdict
                ? Optional.of(verdict.code() == 0 ? Filter.Verdict.DROP : Filter.Verdict.ACCEPT)
                : Optional.empty();
    }

    private Optional<Filter> filter(Filter.Verdict verdict) {
        int number = compared.containsKey("l4proto") ? HexFormat.fromHexDigits(compared.get("l4proto")) : 0;
        String protocol =
                IpProtocol.find(number).filter(Filter.PROTOCOLS::contains).orElse("");
        String prefix = rule.get(rule.size() - 1) instanceof Expression.Log log ? log.prefix() : "";
        int port = HexFormat.fromHexDigits(compared.getOrDefault("port", "0"));
        Optional<Prefix> from = network("from");
        Optional<Prefix> to = network("to");
        boolean bare = compared.containsKey("nfproto") && from.isEmpty() && to.isEmpty();
        Optional<Filter> all = Optional.of(
                new Filter(verdict, chain, from, to, device("iifname"), device("oifname"), protocol, port, prefix));
        return bare ? all.map(f -> anywhere(f)) : all;
    }

    /** Handles a network of length 0, for which only the family is compared. */
    private Filter anywhere(Filter filter) {
        Optional<Prefix> any = Optional.of(new Prefix(Ip.of(new byte[size()]), 0));
        return new Filter(
                filter.verdict(),
                chain,
                any,
                Optional.empty(),
                filter.in(),
                filter.out(),
                filter.protocol(),
                filter.port(),
                filter.prefix());
    }

    private int size() {
        return HexFormat.fromHexDigits(compared.getOrDefault("nfproto", "0")) == Ip.AF_INET6 ? 16 : 4;
    }

    private Optional<Prefix> network(String key) {
        String hex = compared.get(key);
        return hex == null
                ? Optional.empty()
                : Optional.of(new Prefix(Ip.of(Arrays.copyOf(HexFormat.of().parseHex(hex), size())), bits.get(key)));
    }

    private String device(String key) {
        byte[] name = HexFormat.of().parseHex(compared.getOrDefault(key, ""));
        return new String(name, StandardCharsets.UTF_8).replace("\0", "");
    }
}
