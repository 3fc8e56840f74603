package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Example;
import nsx.dsl.Parameter;
import nsx.dsl.plan.Plan;
import nsx.dsl.plan.Planner;

/** {@code plan { … }}: what the lines of a block would do, one operation after the other. */
public final class PlanVerb extends PlanningVerb {
    @Override
    public String name() {
        return "plan";
    }

    @Override
    public String summary() {
        return "list what lines would do, and change nothing";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.block(
                "the lines; each finds what those before it would have made; a single one needs no braces"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "later lines find what earlier ones would make",
                        "plan {\n    netns 'a'\n    veth 'a:veth1', 'br-veth1'\n    bridge br0 { port 'br-veth1'; up() }\n}"),
                new Example(
                        "what the host would see of it",
                        "def p = plan { netns 'a'; veth 'a:x', 'y' }\nassert p.effects.devices == ['make veth a:x and y']"));
    }

    @Override
    public List<String> related() {
        return List.of("explain", "netns");
    }

    @Override
    public Class<?> result() {
        return Plan.class;
    }

    @Override
    Object told(Planner planner) {
        return planner.plan();
    }
}
