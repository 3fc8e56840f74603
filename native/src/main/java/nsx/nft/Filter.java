package nsx.nft;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import nsx.netlink.Ip;
import nsx.netlink.IpProtocol;
import nsx.rtnl.Family;
import nsx.rtnl.Prefix;

/**
 * A filtering rule: the verdict for packets of a hook that meet all conditions.
 *
 * @param hook the chain
 * @param from the source network, with clear host bits
 * @param to the destination network, with clear host bits, of the same family
 * @param in the incoming device, or empty
 * @param out the outgoing device, or empty
 * @param protocol one of {@link #PROTOCOLS}, or empty for any
 * @param port the destination port; 0 for any
 * @param prefix the start of a log line; empty for a rule that does not log
 */
public record Filter(
        Verdict verdict,
        OwnChain hook,
        Optional<Prefix> from,
        Optional<Prefix> to,
        String in,
        String out,
        String protocol,
        int port,
        String prefix)
        implements OwnRule {
    /** The protocols whose ports or types nft(8) names. */
    public static final List<String> PROTOCOLS = List.of("icmp", "icmpv6", "sctp", "tcp", "udp");

    /** The default start of a log line. */
    public static final String PREFIX = "nsx: ";

    private static final int DESTINATION_PORT = 2;

    /**
     * Normalizes a network of length 0: alone it means its family and is kept as the source; beside another network
     * it means nothing.
     */
    public Filter {
        boolean bound = hasBits(from) || hasBits(to);
        Optional<Prefix> family = from.isPresent() ? from : to;
        from = bound ? from.filter(p -> p.length() > 0) : family;
        to = to.filter(p -> p.length() > 0);
    }

    private static boolean hasBits(Optional<Prefix> network) {
        return network.filter(p -> p.length() > 0).isPresent();
    }

    /** The verdicts. */
    public enum Verdict {
        ACCEPT("accept", new Expression.Verdict(1)),
        DROP("drop", new Expression.Verdict(0)),
        /** The packet is dropped, and the sender gets an ICMP message. */
        REJECT("reject", new Expression.Reject()),
        /** The packet continues; the kernel writes a line to its log. */
        LOG("log", null);

        private final String text;
        private final Expression expression;

        Verdict(String text, Expression expression) {
            this.text = text;
            this.expression = expression;
        }

        public String text() {
            return text;
        }
    }

    @Override
    public List<OwnChain> chains() {
        return List.of(hook);
    }

    /** The family of the rule's addresses; empty without addresses. */
    public Optional<Family> family() {
        return from.or(() -> to).map(Prefix::family);
    }

    @Override
    public List<Expression> expressions() {
        List<Expression> all = conditions();
        all.add(Expression.Counter.ZERO);
        all.add(verdict == Verdict.LOG ? new Expression.Log(prefix) : verdict.expression);
        return all;
    }

    /** The expressions that make the kernel report what happens to matching packets, whatever the verdict. */
    public List<Expression> traced() {
        List<Expression> all = conditions();
        all.add(new Expression.Constant(Expression.FIRST, "01"));
        all.add(new Expression.SetTrace());
        return all;
    }

    private List<Expression> conditions() {
        List<Expression> all = new ArrayList<>();
        family().ifPresent(f -> all.addAll(RuleConditions.family(f == Family.INET6 ? Ip.AF_INET6 : Ip.AF_INET)));
        from.filter(p -> p.length() > 0)
                .ifPresent(p -> all.addAll(RuleConditions.source("==", p.address(), p.length())));
        to.ifPresent(p -> all.addAll(RuleConditions.destination("==", p.address(), p.length())));
        if (!in.isEmpty()) {
            all.addAll(RuleConditions.device("iifname", in));
        }
        if (!out.isEmpty()) {
            all.addAll(RuleConditions.device("oifname", out));
        }
        if (!protocol.isEmpty()) {
            all.add(new Expression.Meta("l4proto"));
            all.add(equal(HexFormat.of().toHexDigits((byte) IpProtocol.number(protocol))));
        }
        if (port != 0) {
            all.add(new Expression.Payload("transport", DESTINATION_PORT, Short.BYTES));
            all.add(equal(HexFormat.of().toHexDigits((short) port)));
        }
        return all;
    }

    private static Expression equal(String hex) {
        return new Expression.Compare("==", hex);
    }

    @Override
    public String command() {
        List<String> words = new ArrayList<>();
        String ip = family().filter(Family.INET6::equals).isPresent() ? "ip6" : "ip";
        boolean none = from.or(() -> to).isPresent()
                && from.filter(p -> p.length() > 0)
                        .or(() -> to.filter(p -> p.length() > 0))
                        .isEmpty();
        if (none) {
            words.add("meta nfproto " + (ip.equals("ip") ? "ipv4" : "ipv6"));
        }
        from.filter(p -> p.length() > 0).ifPresent(p -> words.add(ip + " saddr " + p));
        to.ifPresent(p -> words.add(ip + " daddr " + p));
        if (!in.isEmpty()) {
            words.add("iifname " + NftText.quoted(in));
        }
        if (!out.isEmpty()) {
            words.add("oifname " + NftText.quoted(out));
        }
        if (port != 0) {
            words.add(protocol + " dport " + port);
        } else if (!protocol.isEmpty()) {
            words.add("meta l4proto " + IpProtocol.systemName(IpProtocol.number(protocol)));
        }
        words.add("counter");
        words.add(verdict == Verdict.LOG ? "log prefix " + NftText.quoted(prefix) : verdict.text);
        return String.join(" ", words);
    }

    @Override
    public String prose() {
        String packets = switch (hook) {
            case FILTER_INPUT -> "received";
            case FILTER_OUTPUT -> "sent";
            default -> "forwarded";
        };
        return verdict.text + " " + packets + " packets"
                + from.map(p -> " from " + p).orElse("")
                + to.map(p -> " to " + p).orElse("")
                + (in.isEmpty() ? "" : " in by " + in)
                + (out.isEmpty() ? "" : " out by " + out)
                + (protocol.isEmpty() ? "" : " of " + protocol)
                + (port == 0 ? "" : " to port " + port)
                + (verdict == Verdict.LOG ? " as '" + prefix + "'" : "");
    }

    /** The rule with one verdict for all. Logging decides nothing, so that such a rule stands for itself. */
    @Override
    public Object matched() {
        return verdict == Verdict.LOG ? this : with(Verdict.ACCEPT);
    }

    private Filter with(Verdict another) {
        return new Filter(another, hook, from, to, in, out, protocol, port, prefix);
    }

    /** Reads a kernel rule, ignoring its counters; empty for a rule of another form. */
    static Optional<Filter> of(NftRule rule) {
        List<Expression> expressions = OwnRule.uncounted(rule);
        return OwnTable.FILTER.chains().stream()
                .filter(chain -> chain.text().equals(rule.chain()))
                .findFirst()
                .flatMap(chain -> new FilterReader(chain, expressions).guess())
                .filter(filter -> filter.expressions().equals(expressions));
    }
}
