package nsx.dsl.verb.language;

import nsx.dsl.plan.Plan;
import nsx.dsl.plan.Planner;
import nsx.dsl.session.Entry;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Theme;

/** {@code plan { … }}: shows the operations of a block without executing them. */
public final class PlanVerb extends PlanningVerb {
    public PlanVerb() {
        super(Entry.of("plan", "list what lines would do, and change nothing", Theme.LANGUAGE)
                .takes(Parameter.block(
                        "the lines; each one sees what earlier lines would make; a single line needs no braces"))
                .example(
                        "later lines see what earlier lines would make",
                        "plan {\n    netns 'a'\n    veth 'a:veth1', 'br-veth1'\n    bridge br0 { port 'br-veth1'; up() }\n}")
                .example(
                        "its effects on the host",
                        "def p = plan { netns 'a'; veth 'a:x', 'y' }\nassert p.effects.devices == ['make veth a:x and y']")
                .related("explain", "netns")
                .asks()
                .answers(Plan.class));
    }

    @Override
    Object told(Planner planner) {
        return planner.plan();
    }
}
