package nsx.dsl.op.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nsx.dsl.unit.Literal;

/**
 * An object as the line of a script that creates it.
 *
 * @param word the word of the language
 * @param subject the first argument; null for none
 * @param options the options by name, as script values
 * @param unsaid the parts that no option can express, as text; empty if the line is complete
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
