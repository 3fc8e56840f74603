package nsx.repl.render;

import java.util.Collection;
import nsx.dsl.help.HelpIndex;
import nsx.dsl.help.HelpPage;
import nsx.dsl.shape.Columns;
import nsx.dsl.shape.Detail;
import nsx.dsl.shape.Rendering;
import nsx.topology.Topology;

/** Formats values as text for scripts: as the prompt prints them, but uncoloured and uncut. */
public final class PlainRendering implements Rendering {
    @Override
    public String text(Object value) {
        return withoutEnd(new Renderer(Style.PLAIN, Integer.MAX_VALUE).render(value));
    }

    /** Removes the final line end, for a text inside another text. */
    private static String withoutEnd(String text) {
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    @Override
    public boolean isBlock(Object value) {
        return value instanceof Columns
                || value instanceof Detail
                || value instanceof Topology
                || value instanceof HelpPage
                || value instanceof HelpIndex
                || value instanceof Inspection
                || value instanceof Collection<?> all && Renderer.isTable(all);
    }

    @Override
    public String phrase(Object value) {
        return Scalars.text(value);
    }

    @Override
    public String csv(Object table) {
        return withoutEnd(Documents.csv(table));
    }

    @Override
    public String json(Object value) {
        return withoutEnd(Json.of(value));
    }

    @Override
    public String markdown(Object table) {
        return withoutEnd(Documents.markdown(table));
    }
}
