package nsx.dsl.verb.namespace;

import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.word.Theme;

/** {@code leave()}: returns to the context before the last {@code enter}. */
public final class LeaveVerb extends Verb {
    public LeaveVerb() {
        super(Entry.of("leave", "go back to the context before the last enter", Theme.NAMESPACES)
                .example("enter and leave", "enter netns('a')\nleave()\nassert here == host")
                .related("enter", "here"));
    }

    @Override
    public Object run(Call call) {
        call.session().leave();
        return null;
    }
}
