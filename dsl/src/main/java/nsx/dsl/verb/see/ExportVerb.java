package nsx.dsl.verb.see;

import java.util.List;
import nsx.dsl.error.NsxException;
import nsx.dsl.export.Export;
import nsx.dsl.op.FileOperations;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.process.MountPath;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;

/** {@code export 'lab.nsx'}: writes the existing state as a script that recreates it elsewhere. */
public final class ExportVerb extends Verb {
    private static final Parameter<String> FILE =
            Parameter.optional("file", Reader.text(Type.FILE), "the script to write; without it, its text is returned");
    private static final Parameter<String> ONLY = Parameter.named(
            "only", Reader.text(), "only namespaces whose name matches this pattern, and what belongs to them");
    private static final Parameter<Boolean> FORCE = Parameter.flag("force", "replace an existing file");

    public ExportVerb() {
        super(Entry.of("export", "the existing state as a script that makes the same state elsewhere", Theme.SEEING)
                .takes(FILE, ONLY, FORCE)
                .example(
                        "the text",
                        "netns 'a'\nveth 'a:eth0', 'x'\nnetns('a') { address '10.0.0.1/24', dev: 'eth0' }\nexport()")
                .example("into a file", "netns 'lab-1'\nexport '/run/lab.nsx', only: 'lab-*'")
                .related("diff", "topology", "plan")
                .asks()
                .answers(String.class));
    }

    @Override
    public boolean asks(Call call) {
        return call.size() == 0;
    }

    @Override
    public Object run(Call call) {
        if (call.size() == 0) {
            // the renderer ends the last line
            return text(call).stripTrailing();
        }
        if (call.get(FILE).isEmpty()) {
            throw new NsxException("export: file cannot be empty").at("''");
        }
        String path = MountPath.absolute(call.get(FILE));
        FileOperations.checkNew(call.session(), path, call.is(FORCE));
        String text = text(call);
        call.session().change(List.of(FileOperations.replace(call.session().host(), path, text)));
        return null;
    }

    private static String text(Call call) {
        return call.find(ONLY)
                .map(pattern -> Export.text(call.session(), pattern))
                .orElseGet(() -> Export.text(call.session()));
    }
}
