package nsx.dsl.shape;

import java.util.ServiceLoader;

/** Formats values as text. The terminal's module provides it as a service of this name; nothing here prints. */
public interface Rendering {
    /** The value as the prompt prints it, but uncoloured, uncut and without a final line end. */
    String text(Object value);

    /** Whether the value is formatted as a block rather than a phrase: a table, a picture, a page. */
    boolean isBlock(Object value);

    /** The text of a value that is not a block, in one line. */
    String phrase(Object value);

    /** A table as comma-separated values. */
    String csv(Object table);

    /** A value as one JSON document. */
    String json(Object value);

    /** A table as Markdown. */
    String markdown(Object table);

    /** The available rendering. */
    static Rendering here() {
        return Found.RENDERING;
    }

    /** Finds the rendering when the first value is formatted. */
    final class Found {
        private static final Rendering RENDERING = ServiceLoader.load(Rendering.class, Rendering.class.getClassLoader())
                .findFirst()
                .orElseGet(Names::new);

        private Found() {}
    }
}
