package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Example;
import nsx.dsl.Parameter;
import nsx.dsl.plan.Explained;
import nsx.dsl.plan.Planner;

/** {@code explain { … }}, {@code explain veth('a', 'b')}: what lines ask of the kernel. */
public final class ExplainVerb extends PlanningVerb {
    @Override
    public String name() {
        return "explain";
    }

    @Override
    public String summary() {
        return "show what lines ask of the kernel, and the equal command lines; change nothing";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.block("the lines that are explained; a single one needs no braces"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("what a bridge is made of", "explain { bridge br0 { stp true; up() } }"),
                new Example("a pair of devices as one netlink message", "explain veth('a', 'b')"));
    }

    @Override
    public List<String> related() {
        return List.of("plan", "help");
    }

    @Override
    public Class<?> result() {
        return Explained.class;
    }

    @Override
    Object told(Planner planner) {
        return planner.explained();
    }
}
