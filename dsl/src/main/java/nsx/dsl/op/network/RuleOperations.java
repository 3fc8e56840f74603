package nsx.dsl.op.network;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nsx.dsl.change.Operation;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.netlink.Flags;
import nsx.netlink.MessageType;
import nsx.netlink.Request;
import nsx.rtnl.Family;
import nsx.rtnl.Rtm;
import nsx.rtnl.Rule;
import nsx.rtnl.Rules;

/** Changes of the rules that say which routing table is looked into. */
public record RuleOperations(Here here) {
    /** What {@code rule} takes. */
    public static final List<Parameter<?>> PARAMETERS = RuleDescription.PARAMETERS;

    private static final int INVERT = 2;

    /** IPv4 first, in the order in which they are tried. */
    public static List<Rule> all(Here here) {
        return Stream.of(Family.INET, Family.INET6)
                .flatMap(f -> Devices.rtnl(here).dump(Rules.dump(f)).decode(Rule::decode).stream())
                .toList();
    }

    /** What makes the rule be; nothing when there is an equal one. */
    public List<Operation> ensure(Arguments options) {
        RuleDescription wanted = RuleDescription.of(options);
        Stream.of(wanted.iif(), wanted.oif()).flatMap(Optional::stream).forEach(d -> Devices.get(here, d));
        boolean there = all(here).stream().anyMatch(wanted::isMetBy);
        return there ? List.of() : List.of(add(wanted));
    }

    /** The rule that the options describe; empty when there is none. */
    public Optional<Rule> find(Arguments options) {
        RuleDescription wanted = RuleDescription.of(options);
        return all(here).stream().filter(wanted::isMetBy).findFirst();
    }

    private Operation add(RuleDescription rule) {
        return new Operation(
                here.context(),
                new Operation.Netlink(rule::add),
                rule.command("add"),
                "add rule " + rule,
                () -> List.of(remove(rule)));
    }

    private Operation remove(RuleDescription rule) {
        return new Operation(
                here.context(),
                new Operation.Netlink(rule::delete),
                rule.command("delete"),
                "delete rule " + rule,
                () -> List.of(add(rule)));
    }

    public Operation delete(Rule rule) {
        RuleDescription spec = RuleDescription.of(rule);
        return new Operation(
                here.context(),
                new Operation.Netlink(() -> resend("delete rule", Rtm.DELRULE, 0, rule)),
                spec.command("delete"),
                "delete rule " + spec,
                () -> List.of(restore(rule)));
    }

    private Operation restore(Rule rule) {
        RuleDescription spec = RuleDescription.of(rule);
        return new Operation(
                here.context(),
                new Operation.Netlink(() -> resend("add rule", Rtm.NEWRULE, Flags.CREATE | Flags.EXCL, rule)),
                spec.command("add"),
                "add rule " + spec,
                () -> List.of(delete(rule)));
    }

    private static Request resend(String operation, MessageType type, int flags, Rule rule) {
        return Resend.of(
                operation,
                type,
                flags,
                rule.all(),
                header -> header.with("flags", header.number("flags") & INVERT),
                Set.of("FRA_PAD"));
    }
}
