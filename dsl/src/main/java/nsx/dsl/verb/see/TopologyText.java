package nsx.dsl.verb.see;

import java.util.ArrayList;
import java.util.List;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.FileOperations;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.process.MountPath;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.topology.Topology;

/** {@code topology.FORMAT 'file'}: writes the topology as text to a file, or returns it. */
abstract class TopologyText extends Verb {
    private static final Parameter<String> FILE =
            Parameter.optional("file", Reader.text(Type.FILE), "the file to write; without it, the text is returned");

    TopologyText(String format, String summary, String shows, String script) {
        super(Entry.of("topology." + format, summary, Theme.SEEING)
                .takes(FILE, TopologyVerb.ONLY, TopologyVerb.DIFF)
                .example(shows, script)
                .related(beside(format))
                .asks()
                .answers(String.class));
    }

    private static String[] beside(String format) {
        List<String> all = new ArrayList<>(List.of(
                "topology", "topology.svg", "topology.png", "topology.dot", "topology.mermaid", "topology.json"));
        all.remove("topology." + format);
        return all.toArray(String[]::new);
    }

    abstract String text(Topology topology);

    @Override
    public final boolean asks(Call call) {
        return call.size() == 0;
    }

    @Override
    public final Object run(Call call) {
        if (call.size() == 0) {
            // the renderer ends the last line
            return text(TopologyVerb.look(call)).stripTrailing();
        }
        if (call.get(FILE).isEmpty()) {
            throw new NsxException(name() + ": file cannot be empty").at("''");
        }
        String path = MountPath.absolute(call.get(FILE));
        String text = text(TopologyVerb.look(call));
        call.session().change(List.of(FileOperations.write(call.session().host(), path, text)));
        return null;
    }
}
