package nsx.dsl.verb.see;

import nsx.dsl.export.Difference;
import nsx.dsl.export.StateComparison;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;

/** {@code diff 'lab.nsx'}: compares a script with the existing state. */
public final class DiffVerb extends Verb {
    private static final Parameter<String> SCRIPT =
            Parameter.required("script", Reader.text(Type.SCRIPT), "a file, or a name of the library such as lab/star");
    private static final Parameter<Object> ARGUMENTS =
            Parameter.repeated("arguments", Reader.any(Type.ANY), "the arguments of the script");

    public DiffVerb() {
        super(Entry.of("diff", "what differs between a script and the existing state, and what mends it", Theme.SEEING)
                .takes(SCRIPT, ARGUMENTS)
                .example(
                        "a script that was run, and a change since",
                        "include 'lab/star', 2\nassert diff('lab/star', 2).empty\n"
                                + "netns('star-1').eth0.mtu = 1400\ndiff 'lab/star', 2\ninclude 'lab/star', '--down'")
                .related("export", "watch", "plan")
                .asks()
                .answers(Difference.class));
    }

    @Override
    public Object run(Call call) {
        return StateComparison.of(call.session(), call.get(SCRIPT), call.all(ARGUMENTS));
    }
}
