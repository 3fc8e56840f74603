package nsx.dsl.verb;

import java.io.IOException;
import java.util.List;
import nsx.dsl.Call;
import nsx.dsl.Entry;
import nsx.dsl.NsxException;
import nsx.dsl.Parameter;
import nsx.dsl.Parameter.Type;
import nsx.dsl.Reader;
import nsx.dsl.Texts;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.compile.Library;
import nsx.dsl.compile.Source;

/** {@code include 'lab/star', 5}: another script, run here. */
public final class IncludeVerb extends Verb {
    private static final Parameter<String> SCRIPT =
            Parameter.required("script", Reader.text(Type.SCRIPT), "a file, or a name such as lab/star");
    private static final Parameter<Object> ARGUMENTS =
            Parameter.repeated("arguments", Reader.any(Type.ANY), "what it finds in args");

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
        return call.session().include(find(name), arguments);
    }

    private static Source find(String name) {
        try {
            return Library.find(name)
                    .orElseThrow(() -> new NsxException("cannot include " + name)
                            .because("there is neither a file nor a script of the standard library of that name")
                            .at(name));
        } catch (IOException e) {
            throw new NsxException("cannot include " + name, e)
                    .because("it cannot be read: " + e.getMessage())
                    .at(name);
        }
    }
}
