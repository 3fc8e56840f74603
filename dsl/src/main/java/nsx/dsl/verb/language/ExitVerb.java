package nsx.dsl.verb.language;

import nsx.dsl.error.Ended;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;

/** {@code exit 4}: ends a script with an exit code, or leaves the prompt. */
public final class ExitVerb extends Verb {
    private static final Parameter<Integer> CODE =
            Parameter.optional("code", Reader.integer(0, 255), "the exit code").otherwise(0);

    public ExitVerb() {
        super(Entry.of("exit", "end the script with an exit code; at the prompt, leave", Theme.LANGUAGE)
                .takes(CODE)
                .passesThrough()
                .example("when something is missing", "if (!link('lo')) exit 3")
                .related("include"));
    }

    @Override
    public Object run(Call call) {
        throw new Ended(call.get(CODE));
    }

    /** The value of {@code exit} without arguments. */
    @Override
    public Object bare(Session session) {
        throw new Ended(CODE.otherwise().orElse(0));
    }
}
