package nsx.dsl.shape;

import java.util.stream.Collectors;
import nsx.dsl.error.Texts;

/** Formats values by their names if no module provides a rendering. */
final class Names implements Rendering {
    @Override
    public String text(Object value) {
        return value instanceof Rows<?> rows
                ? rows.stream().map(Texts::of).collect(Collectors.joining(", ", "[", "]"))
                : Texts.of(value);
    }

    @Override
    public boolean isBlock(Object value) {
        return value instanceof Rows;
    }

    @Override
    public String phrase(Object value) {
        return Texts.of(value);
    }

    @Override
    public String csv(Object table) {
        return text(table);
    }

    @Override
    public String json(Object value) {
        return text(value);
    }

    @Override
    public String markdown(Object table) {
        return text(table);
    }
}
