package nsx.repl.complete;

import java.util.List;
import java.util.Map;

/**
 * The syntax at the cursor, read from the text alone.
 *
 * @param fragment the part of the name before the cursor: an identifier, or the inside of a string
 * @param quoted whether the cursor is inside a string
 * @param receiver the term before the dot; null without one
 * @param use the call whose argument is being written; null at the start of a statement
 * @param scopes the calls whose blocks contain the cursor, outermost first
 * @param variables the variables that the text itself defines
 * @param silent whether nothing can be proposed: after a complete expression, in an import
 */
public record Spot(
        String fragment,
        boolean quoted,
        Term receiver,
        Use use,
        List<Term.Chain> scopes,
        Map<String, Term> variables,
        boolean silent) {

    /**
     * A call that is being written.
     *
     * @param word the word or method that is called
     * @param arguments the complete arguments
     * @param option the named argument whose value is being written, or null
     * @param entry the key of the map entry whose value is being written, or null
     * @param inner the complete elements of the list or map around it; null without one
     */
    record Use(Term.Chain word, List<Term.Argument> arguments, String option, String entry, List<Term.Argument> inner) {
        /** Whether a key of the map that an option takes can be written here. */
        boolean atKey() {
            return inner != null && entry == null && option != null;
        }

        /** The number of complete positional arguments. */
        int position() {
            return (int) arguments.stream().filter(a -> a.option() == null).count();
        }

        boolean has(String name) {
            return arguments.stream().anyMatch(a -> name.equals(a.option()));
        }
    }

    /** @param text the whole text before the cursor */
    public static Spot at(String text) {
        return new Scan(text).spot();
    }
}
