package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Call;
import nsx.dsl.Example;
import nsx.dsl.Parameter;
import nsx.dsl.Theme;
import nsx.dsl.Verb;

/** {@code leave()}: back to where the last {@code enter} came from. */
public final class LeaveVerb implements Verb {
    @Override
    public String name() {
        return "leave";
    }

    @Override
    public String summary() {
        return "go back to the context before the last enter";
    }

    @Override
    public Theme theme() {
        return Theme.NAMESPACES;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public List<Example> examples() {
        return List.of(new Example("there and back", "enter netns('a')\nleave()\nassert here == host"));
    }

    @Override
    public List<String> related() {
        return List.of("enter", "here");
    }

    @Override
    public Object run(Call call) {
        call.session().leave();
        return null;
    }
}
