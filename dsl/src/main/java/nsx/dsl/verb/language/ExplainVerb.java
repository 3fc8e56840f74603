package nsx.dsl.verb.language;

import nsx.dsl.plan.Explained;
import nsx.dsl.plan.Planner;
import nsx.dsl.session.Entry;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Theme;

/** {@code explain { … }}, {@code explain veth('a', 'b')}: shows the requests of lines to the kernel. */
public final class ExplainVerb extends PlanningVerb {
    public ExplainVerb() {
        super(Entry.of(
                        "explain",
                        "show the kernel requests of lines and the equal command lines, and change nothing",
                        Theme.LANGUAGE)
                .takes(Parameter.block("the lines to explain; a single line needs no braces"))
                .example("the requests that make a bridge", "explain { bridge br0 { stp true; up() } }")
                .example("a pair of devices as one netlink message", "explain veth('a', 'b')")
                .related("plan", "help")
                .asks()
                .answers(Explained.class));
    }

    @Override
    Object told(Planner planner) {
        return planner.explained();
    }
}
