package nsx.dsl.op.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nsx.dsl.unit.Literal;

/**
 * An object as the line of a script that makes it.
 *
 * @param word of the language
 * @param subject its first argument; null for none
 * @param options by name, as values of a script
 * @param unsaid what no option can say, as text; empty when the line says all
 */
public record Statement(String word, String subject, Map<String, Object> options, List<String> unsaid) {
    /** The line, with more options at the end. */
    public String text(Map<String, Object> more) {
        Map<String, Object> all = new LinkedHashMap<>(options);
        all.putAll(more);
        String first = subject == null ? "" : Literal.quoted(subject);
        String separator = first.isEmpty() || all.isEmpty() ? "" : ", ";
        return word + " " + first + separator + Literal.options(all);
    }

    @Override
    public String toString() {
        return text(Map.of());
    }
}
