package nsx.dsl.op.network;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import nsx.dsl.error.NsxException;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.netlink.Request;
import nsx.process.Program;
import nsx.rtnl.Family;
import nsx.rtnl.Prefix;
import nsx.rtnl.Rule;
import nsx.rtnl.Rules;

/**
 * A rule as it is to be.
 *
 * @param table 0 when the action is not lookup
 * @param priority empty for what the kernel takes
 */
record RuleDescription(
        Family family,
        Optional<Prefix> from,
        Optional<Prefix> to,
        Optional<String> iif,
        Optional<String> oif,
        OptionalLong fwmark,
        String action,
        int table,
        OptionalInt priority) {
    private static final Parameter<String> FROM = Parameter.named(
                    "from", RouteDescription.NETWORK, "packets of this network")
            .usually("all");
    private static final Parameter<String> TO = Parameter.named(
                    "to", RouteDescription.NETWORK, "packets to this network")
            .usually("all");
    private static final Parameter<Object> TABLE = Parameter.named(
                    "table", Reader.any(Type.CHOICE), "a number or a name")
            .among(List.of("main", "local", "default"));
    private static final Parameter<Integer> PRIORITY = Parameter.named(
                    "priority", Reader.integer(0, Integer.MAX_VALUE), "the lowest is tried first")
            .usually("before all others");
    private static final Parameter<String> IIF =
            Parameter.named("iif", Reader.device(), "packets that came in by this device");
    private static final Parameter<String> OIF =
            Parameter.named("oif", Reader.device(), "packets of sockets bound to this device");
    private static final Parameter<Long> FWMARK =
            Parameter.named("fwmark", Reader.number(0, 0xffffffffL), "packets with this mark of the firewall");
    private static final Parameter<String> ACTION = Parameter.choice(
                    "action", "what becomes of the packets", "lookup", "blackhole", "unreachable", "prohibit")
            .otherwise("lookup");
    private static final Parameter<Family> FAMILY = Parameter.named(
                    "family",
                    Reader.choice("4", "6", "inet", "inet6").then(f -> f.endsWith("6") ? Family.INET6 : Family.INET),
                    "where no network tells")
            .usually("4");

    /** What {@code rule} takes. */
    static final List<Parameter<?>> PARAMETERS = List.of(FROM, TO, TABLE, PRIORITY, IIF, OIF, FWMARK, ACTION, FAMILY);

    /** Selectors that scripts cannot say: a rule with one of them is another rule. */
    private static final List<String> OTHERS = List.of(
            "FRA_GOTO",
            "FRA_TUN_ID",
            "FRA_UID_RANGE",
            "FRA_IP_PROTO",
            "FRA_SPORT_RANGE",
            "FRA_DPORT_RANGE",
            "FRA_L3MDEV");

    private static final int INVERT = 2;

    static RuleDescription of(Arguments options) {
        Optional<Prefix> from = prefix(options, FROM);
        Optional<Prefix> to = prefix(options, TO);
        String action = options.get(ACTION);
        boolean looks = action.equals("lookup");
        if (looks != options.has(TABLE)) {
            throw new NsxException(looks ? "rule needs table:" : "a rule of action " + action + " looks into no table")
                    .at(looks ? "rule" : "table")
                    .hint(looks ? "such as rule from: '10.0.0.0/8', table: 100" : null);
        }
        return new RuleDescription(
                family(options, from, to),
                from,
                to,
                options.find(IIF),
                options.find(OIF),
                options.number(FWMARK),
                action,
                options.find(TABLE).map(RoutingTable::number).orElse(0),
                options.integer(PRIORITY));
    }

    private static Family family(Arguments options, Optional<Prefix> from, Optional<Prefix> to) {
        Optional<Family> said = options.find(FAMILY);
        Family family = from.or(() -> to).map(Prefix::family).or(() -> said).orElse(Family.INET);
        if (to.filter(p -> p.family() != family).isPresent()) {
            throw options.wrong(TO, "of the same family as from");
        }
        if (said.filter(f -> f != family).isPresent()) {
            throw options.wrong(FAMILY, "that of from and to");
        }
        return family;
    }

    private static Optional<Prefix> prefix(Arguments options, Parameter<String> network) {
        return options.find(network)
                .filter(text -> !text.equals("all"))
                .map(text -> RouteDescription.destination(text, List.of(), Optional.empty()));
    }

    static RuleDescription of(Rule rule) {
        return new RuleDescription(
                rule.family(),
                rule.from(),
                rule.to(),
                rule.iif(),
                rule.oif(),
                rule.fwmark().isEmpty()
                        ? OptionalLong.empty()
                        : OptionalLong.of(Integer.toUnsignedLong(rule.fwmark().getAsInt())),
                rule.action(),
                rule.table(),
                OptionalInt.of(rule.priority()));
    }

    /** Whether an existing rule is this one; without a priority any will do. */
    boolean isMetBy(Rule rule) {
        RuleDescription is = of(rule);
        RuleDescription ranked = priority.isPresent() ? this : withPriority(is.priority);
        return is.equals(ranked)
                && OTHERS.stream().noneMatch(rule.all()::has)
                && rule.all().header().number("tos") == 0
                && (rule.all().header().number("flags") & INVERT) == 0;
    }

    private RuleDescription withPriority(OptionalInt other) {
        return new RuleDescription(family, from, to, iif, oif, fwmark, action, table, other);
    }

    private Rules rules() {
        Rules rules = Rules.of(family).from(from).to(to).iif(iif).oif(oif).priority(priority);
        return action.equals("lookup") ? rules.table(table) : rules.action(action);
    }

    /** The mark is a number without a sign, which is more than the builder's int. */
    private Request marked(Request request) {
        return request.put("FRA_FWMARK", fwmark);
    }

    Request add() {
        return marked(rules().add());
    }

    Request delete() {
        return marked(rules().delete());
    }

    /** As ip-rule(8) takes it, from {@code from} on. */
    @Override
    public String toString() {
        return text(UnaryOperator.identity());
    }

    private String text(UnaryOperator<String> device) {
        StringBuilder text = new StringBuilder("from ").append(prefix(from));
        to.ifPresent(p -> text.append(" to ").append(prefix(to)));
        iif.ifPresent(d -> text.append(" iif ").append(device.apply(d)));
        oif.ifPresent(d -> text.append(" oif ").append(device.apply(d)));
        fwmark.ifPresent(m -> text.append(" fwmark 0x").append(Long.toHexString(m)));
        priority.ifPresent(p -> text.append(" priority ").append(p));
        return text + (action.equals("lookup") ? " lookup " + RoutingTable.text(table) : " " + action);
    }

    private static String prefix(Optional<Prefix> prefix) {
        return prefix.map(Prefix::toString).orElse("all");
    }

    String command(String verb) {
        return "ip" + (family == Family.INET6 ? " -6" : "") + " rule " + verb + " " + text(Program::quoted);
    }
}
