package nsx.dsl.verb.language;

import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;

/** {@code show links()}: prints a value as the prompt would, at any place in a script. */
public final class ShowVerb extends Verb {
    private static final Parameter<Object> VALUE = Parameter.required("value", Reader.any(Type.VALUE), "what to print");

    public ShowVerb() {
        super(Entry.of(
                        "show",
                        "print a value as the prompt would, also from a loop, a function or an if",
                        Theme.LANGUAGE)
                .takes(VALUE)
                .example("in a loop", "netns 'a'\nnetns 'b'\nfor (n in ['a', 'b']) { netns(n) { show links() } }")
                .related("table", "help")
                .asks());
    }

    @Override
    public Object run(Call call) {
        call.session().answers().show(call.find(VALUE).orElse(null));
        return null;
    }
}
