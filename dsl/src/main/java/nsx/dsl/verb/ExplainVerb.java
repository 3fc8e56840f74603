package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Blocks;
import nsx.dsl.Call;
import nsx.dsl.Example;
import nsx.dsl.NsxException;
import nsx.dsl.Parameter;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.plan.Explained;
import nsx.dsl.plan.Planner;

/** {@code explain { … }}: what the lines of a block ask of the kernel. */
public final class ExplainVerb implements Verb {
    @Override
    public String name() {
        return "explain";
    }

    @Override
    public String summary() {
        return "show what lines ask of the kernel, and the equal command lines; change nothing";
    }

    @Override
    public Theme theme() {
        return Theme.LANGUAGE;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.block("the lines that are explained"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("what a bridge is made of", "explain { bridge br0 { stp true; up() } }"),
                new Example("a pair of devices as one netlink message", "explain { veth 'a', 'b' }"));
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
        return List.of("plan", "help");
    }

    @Override
    public Class<?> result() {
        return Explained.class;
    }

    @Override
    public Object run(Call call) {
        if (call.block().isEmpty()) {
            throw new NsxException("explain needs a block: the lines that it is about")
                    .hint("such as: explain { bridge br0 }");
        }
        return Planner.of(call.session())
                .during(() -> Blocks.run(call.block().get()))
                .explained();
    }
}
