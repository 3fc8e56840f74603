package nsx.dsl.op.route;

import java.util.List;
import java.util.Optional;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.field.Field;
import nsx.dsl.op.field.Resend;
import nsx.dsl.op.field.Values;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.netlink.Attributes;
import nsx.rtnl.Family;
import nsx.rtnl.Prefix;
import nsx.rtnl.RoutingRule;
import nsx.rtnl.Rtm;

/**
 * A wanted or an existing rule.
 *
 * @param values the values of {@link RuleFields}
 * @param said the kernel's message about the rule, which keeps attributes outside the table; for a new one, its
 * family
 */
public record RuleDescription(Family family, Values values, Attributes said) {
    public static final Parameter<Family> FAMILY = Parameter.named(
                    "family",
                    Reader.choice("4", "6", "inet", "inet6").then(f -> f.endsWith("6") ? Family.INET6 : Family.INET),
                    "the family of a rule without a network")
            .usually("4");

    private static final int INVERT = 2;

    /** The rule that options describe. */
    public static RuleDescription of(Arguments options) {
        Values asked = RuleFields.ALL.read(options).affirmed();
        asked = asked.has(RuleFields.GOTO) ? asked.with(RuleFields.ACTION, "goto") : asked;
        checkTable(asked);
        Family family = family(options, network(RuleFields.FROM, options), network(RuleFields.TO, options));
        for (Field<Prefix> network : List.of(RuleFields.FROM, RuleFields.TO)) {
            boolean any = asked.find(network).filter(p -> p.length() > 0).isEmpty();
            asked = any ? asked.without(network) : asked;
        }
        Attributes none =
                Attributes.of(Rtm.NEWRULE.table(), Rtm.NEWRULE.header().with("family", family.number()));
        return new RuleDescription(family, asked, none);
    }

    private static void checkTable(Values asked) {
        String action = asked.find(RuleFields.ACTION).orElse("");
        boolean other = asked.has(RuleFields.L3MDEV);
        boolean looks = action.equals("lookup") && !other;
        if (looks != asked.has(RuleFields.TABLE)) {
            String which = other ? "with l3mdev" : "of action " + action;
            throw new NsxException(looks ? "rule needs table:" : "a rule " + which + " takes no table")
                    .at(looks ? "rule" : "table")
                    .hint(looks ? "such as rule from: '10.0.0.0/8', table: 100" : null);
        }
    }

    /** The network in an option; {@code all} has no family. */
    private static Optional<Prefix> network(Field<Prefix> field, Arguments options) {
        return options.find(field.parameter())
                .filter(any -> !"all".equals(options.written().get(field.name())));
    }

    private static Family family(Arguments options, Optional<Prefix> from, Optional<Prefix> to) {
        Optional<Family> said = options.find(FAMILY);
        boolean labelled = options.has(RuleFields.FLOW_LABEL.parameter());
        Family family =
                from.or(() -> to).map(Prefix::family).or(() -> said).orElse(labelled ? Family.INET6 : Family.INET);
        if (to.filter(p -> p.family() != family).isPresent()) {
            throw options.wrong(RuleFields.TO.parameter(), "of the same family as from");
        }
        if (said.filter(f -> f != family).isPresent()) {
            throw options.wrong(FAMILY, "that of from and to");
        }
        if (labelled && family == Family.INET) {
            throw options.wrong(RuleFields.FLOW_LABEL.parameter(), "for IPv6 rules only");
        }
        return family;
    }

    /** A rule as the kernel reports it. */
    public static RuleDescription of(RoutingRule rule) {
        Attributes said =
                Resend.settable(rule.all(), header -> header.with("flags", header.number("flags") & INVERT), "FRA_PAD");
        return new RuleDescription(rule.family(), RuleFields.ALL.read(said), said);
    }

    /** Whether an existing rule equals this one in all values; without a priority here, any priority matches. */
    boolean isMetBy(RoutingRule rule) {
        RuleDescription is = of(rule);
        Values others = is.values;
        for (Field<?> field : List.of(RuleFields.PRIORITY, RuleFields.PROTOCOL)) {
            others = values.has(field) ? others : others.without(field);
        }
        return family == is.family
                && values.equals(others)
                && RuleFields.ALL.others(is.said).isEmpty();
    }

    /** The content of RTM_NEWRULE. */
    Attributes message() {
        return values.write(said);
    }

    /** Returns the words of ip-rule(8). */
    @Override
    public String toString() {
        return (values.has(RuleFields.NOT) ? "not " : "")
                + (values.has(RuleFields.FROM) ? "" : "from all ")
                + RuleFields.ALL.words(values.without(RuleFields.NOT));
    }
}
