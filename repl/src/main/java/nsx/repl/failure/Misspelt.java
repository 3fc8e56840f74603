package nsx.repl.failure;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nsx.dsl.error.Texts;
import nsx.dsl.session.Vocabulary;

/**
 * The hint for a line whose first word is misspelt: Groovy looks at the arguments first, so that {@code brigde br0}
 * fails at {@code br0}.
 */
final class Misspelt {
    private static final Pattern CALL =
            Pattern.compile("\\s*([a-z]\\w*)(?:[ \\t]+(?=[\\w'\"\\[])|\\().*", Pattern.DOTALL);

    private Misspelt() {}

    /** @param culprit the unknown name at which the line failed */
    static Optional<String> hint(String line, String culprit, Vocabulary vocabulary) {
        Matcher call = CALL.matcher(line);
        if (!call.matches()
                || call.group(1).equals(culprit)
                || vocabulary.find(call.group(1)).isPresent()
                || vocabulary.isPrefix(call.group(1))) {
            return Optional.empty();
        }
        return Texts.nearest(call.group(1), vocabulary.names())
                .map(near -> "if '" + call.group(1) + "' is a slip: did you mean '" + near + "'?");
    }
}
