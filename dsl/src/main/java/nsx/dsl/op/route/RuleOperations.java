package nsx.dsl.op.route;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.field.Changes;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.netlink.Flags;
import nsx.netlink.Request;
import nsx.rtnl.Family;
import nsx.rtnl.RoutingRule;
import nsx.rtnl.Rtm;
import nsx.rtnl.RuleListing;
import nsx.rtnl.Rules;

/** Changes of the policy rules, which select routing tables. */
public record RuleOperations(Here here) implements Changes<RuleDescription> {
    /** The parameters of {@code rule}. */
    public static final List<Parameter<?>> PARAMETERS = Stream.concat(
                    RuleFields.ALL.parameters().stream(), Stream.of(RuleDescription.FAMILY))
            .toList();

    /** The names of all facts that a rule can have. */
    public static final List<String> FACTS = RuleFields.ALL.names();

    /** The {@link #FACTS} that a rule has, by name; the origin only if it is not the default. */
    public static Map<String, Object> facts(RoutingRule rule) {
        Map<String, Object> facts = RuleFields.ALL.facts(rule.all());
        facts.computeIfPresent(
                "protocol", (name, who) -> List.of("boot", "unspec", "kernel").contains(who) ? null : who);
        return facts;
    }

    /** The text of ip-rule(8), without the priority. */
    public static String text(RoutingRule rule) {
        RuleDescription is = RuleDescription.of(rule);
        return new RuleDescription(is.family(), is.values().without(RuleFields.PRIORITY), is.said()).toString();
    }

    /** The rules, IPv4 first, in the order in which they are tried. */
    public static List<RoutingRule> all(Here here) {
        return Stream.of(Family.INET, Family.INET6)
                .flatMap(f -> Devices.rtnl(here).dump(Rules.dump(f)).decode(RoutingRule::decode).stream())
                .toList();
    }

    /** The operations that ensure the rule; none if an equal one exists. */
    public List<Operation> ensure(Arguments options) {
        RuleDescription wanted = RuleDescription.of(options);
        Stream.of(RuleFields.IIF, RuleFields.OIF)
                .flatMap(device -> wanted.values().find(device).stream())
                .forEach(d -> Devices.get(here, d));
        boolean there = at(wanted).anyMatch(wanted::isMetBy);
        return there ? List.of() : List.of(make(Act.ADD, wanted));
    }

    /** The rule that the options describe; empty without one. */
    public Optional<RoutingRule> find(Arguments options) {
        RuleDescription wanted = RuleDescription.of(options);
        return at(wanted).filter(wanted::isMetBy).findFirst();
    }

    /** Checks that this kernel knows all of the options: it makes a rule without those that it does not know. */
    public void check(Arguments options) {
        if (find(options).isEmpty()) {
            throw new NsxException("cannot make rule " + RuleDescription.of(options))
                    .because("this kernel ignores one of the options")
                    .hint("leave out what is newer than the kernel, such as masks of ports, which Linux 6.15 brought");
        }
    }

    /** The rules that match the same networks and mark. */
    private Stream<RoutingRule> at(RuleDescription wanted) {
        Object key = RuleListing.keyOf(RoutingRule.of(wanted.message()));
        return here.kernel().listed(here.context(), RuleListing.KIND, key).stream();
    }

    public Operation delete(RoutingRule rule) {
        return delete(RuleDescription.of(rule));
    }

    @Override
    public Request request(Act act, RuleDescription rule) {
        return new Request(
                word(act) + " rule",
                Request.ROUTE,
                act.makes() ? Rtm.NEWRULE : Rtm.DELRULE,
                act.makes() ? Flags.CREATE | Flags.EXCL : 0,
                rule.message());
    }

    @Override
    public String command(Act act, RuleDescription rule) {
        return "ip" + (rule.family() == Family.INET6 ? " -6" : "") + " rule " + word(act) + " " + rule;
    }

    @Override
    public String prose(Act act, RuleDescription rule) {
        return word(act) + " rule " + rule;
    }

    /** The word of ip-rule(8); rules exist side by side, so none replaces another. */
    private static String word(Act act) {
        return act.makes() ? "add" : "delete";
    }
}
