package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Blocks;
import nsx.dsl.Call;
import nsx.dsl.Example;
import nsx.dsl.NsxException;
import nsx.dsl.Parameter;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.plan.Plan;
import nsx.dsl.plan.Planner;

/** {@code plan { … }}: what the lines of a block would do, one operation after the other. */
public final class PlanVerb implements Verb {
    @Override
    public String name() {
        return "plan";
    }

    @Override
    public String summary() {
        return "list what lines would do, and change nothing";
    }

    @Override
    public Theme theme() {
        return Theme.LANGUAGE;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.block("the lines; each finds what those before it would have made"));
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
    public boolean asks() {
        return true;
    }

    @Override
    public boolean hasScope() {
        return false;
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
    public Object run(Call call) {
        if (call.block().isEmpty()) {
            throw new NsxException("plan needs a block: the lines that it is about")
                    .hint("such as: plan { bridge br0 }");
        }
        return Planner.of(call.session())
                .during(() -> Blocks.run(call.block().get()))
                .plan();
    }
}
