package nsx.dsl.verb.language;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.FileOperations;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.shape.Rendering;
import nsx.dsl.value.process.MountPath;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;

/** {@code links().save 'links.csv'}: writes a table to a file, which is replaced as a whole or not at all. */
public final class TableSaveVerb extends Verb {
    private static final Map<String, BiFunction<Rendering, Object, String>> BY_ENDING =
            Map.of("csv", Rendering::csv, "json", Rendering::json, "md", Rendering::markdown, "txt", Rendering::text);

    private static final Parameter<Object> ROWS =
            Parameter.required("rows", Reader.any(Type.LIST), "a table, or a list of maps or of objects");
    private static final Parameter<String> FILE = Parameter.required(
            "file",
            Reader.text(Type.FILE),
            "in the mount namespace that nsx was started in; its ending says the format: csv, json, md or txt");

    public TableSaveVerb() {
        super(Entry.of(
                        "table.save",
                        "write a table to a file, which is replaced as a whole or not at all; the same as rows.save(file)",
                        Theme.LANGUAGE)
                .takes(ROWS, FILE)
                .example("for a spreadsheet", "lo.up()\nlinks().save '/run/links.csv'")
                .related("table", "show"));
    }

    @Override
    public Object run(Call call) {
        String file = call.get(FILE);
        int dot = file.lastIndexOf('.');
        BiFunction<Rendering, Object, String> format =
                BY_ENDING.get(dot < 0 ? "" : file.substring(dot + 1).toLowerCase(Locale.ROOT));
        if (format == null) {
            throw new NsxException("cannot tell the format of '" + file + "' by its name")
                    .because("it ends neither in " + String.join(", ", "csv", "json", "md") + " nor in txt")
                    .at(file)
                    .hint("such as: t.save 'links.csv'");
        }
        String text = format.apply(Rendering.here(), TableVerb.of(call.get(ROWS))) + "\n";
        call.session().change(List.of(FileOperations.replace(call.session().host(), MountPath.absolute(file), text)));
        return null;
    }
}
