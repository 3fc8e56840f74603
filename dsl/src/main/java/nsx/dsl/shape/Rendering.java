package nsx.dsl.shape;

import java.util.ServiceLoader;

/** Writes values as text. The module of the terminal brings it, as a service of this name; nothing here prints. */
public interface Rendering {
    /** The value as the prompt prints it, without colour, with nothing cut, and without an end of the last line. */
    String text(Object value);

    /** Whether the value prints as more than a phrase: a table, a picture, a page. */
    boolean isBlock(Object value);

    /** The text of a value that is not a block, in one line. */
    String phrase(Object value);

    /** A table as comma-separated values. */
    String csv(Object table);

    /** A value as one JSON document. */
    String json(Object value);

    /** A table as Markdown. */
    String markdown(Object table);

    /** The one there is. */
    static Rendering here() {
        return Found.RENDERING;
    }

    /** Looked for when the first value is written. */
    final class Found {
        private static final Rendering RENDERING = ServiceLoader.load(Rendering.class, Rendering.class.getClassLoader())
                .findFirst()
                .orElseGet(Names::new);

        private Found() {}
    }
}
