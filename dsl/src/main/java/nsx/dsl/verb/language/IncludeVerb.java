package nsx.dsl.verb.language;

import java.util.List;
import java.util.Map;
import nsx.dsl.error.ExitCode;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.script.ScriptHead;
import nsx.dsl.script.ScriptUse;
import nsx.dsl.script.Source;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;

/** {@code include 'lab/star', 5}: runs another script within this one. */
public final class IncludeVerb extends Verb {
    private static final Parameter<String> SCRIPT =
            Parameter.required("script", Reader.text(Type.SCRIPT), "a file, or a name of the library such as lab/star");
    private static final Parameter<Object> ARGUMENTS =
            Parameter.repeated("arguments", Reader.any(Type.ANY), "the arguments of the script");

    public IncludeVerb() {
        super(Entry.of(
                        "include",
                        "run a file or a script of the standard library in the current context; its variables stay",
                        Theme.LANGUAGE)
                .takes(SCRIPT, ARGUMENTS)
                .example("a lab of the standard library", "include 'lab/star', 2\ninclude 'lab/star', '--down'"));
    }

    @Override
    public Object run(Call call) {
        String name = call.get(SCRIPT);
        List<String> arguments = call.all(ARGUMENTS).stream().map(Texts::of).toList();
        Source source = call.session().scripts().get(name, "include");
        ScriptHead head = ScriptHead.of(source.text());
        if (ScriptUse.asksForHelp(head, arguments)) {
            call.session().answers().write(head.help(name));
            return null;
        }
        return call.session().include(source, arguments, declared(name, head, arguments));
    }

    private static Map<String, Object> declared(String name, ScriptHead head, List<String> arguments) {
        try {
            return ScriptUse.variables(name, head, arguments);
        } catch (NsxException e) {
            // the command line itself was right
            throw e.exit(ExitCode.FAILED);
        }
    }
}
