package nsx.dsl.help;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nsx.dsl.session.Verb;
import nsx.dsl.word.BlockWord;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Theme;

/**
 * Searches the words of the language: in their names, summaries and topics, and in their options, nested options and
 * block words. Terms without a match there are searched for in the commands equivalent to examples.
 */
public final class HelpSearch {
    private static final int SHORTEST = 2;
    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z])(?=[A-Z])");
    private final Collection<Verb> verbs;

    public HelpSearch(Collection<Verb> verbs) {
        this.verbs = verbs;
    }

    /**
     * @param sought one or more terms, in any case; a word matches if one place contains all of them
     * @return the matching words, each with its summary and the matching option; empty without a match
     */
    public HelpIndex find(String sought) {
        List<String> terms = Arrays.stream(sought.toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(term -> term.length() >= SHORTEST)
                .toList();
        List<HelpIndex.Entry> found = terms.isEmpty() ? List.of() : entries(verb -> reason(verb, terms));
        if (found.isEmpty() && !terms.isEmpty()) {
            found = entries(verb -> commands(verb)
                    .filter(command -> says(command, terms))
                    .findFirst()
                    .map(command -> " (as " + command + ")"));
        }
        return new HelpIndex(found, sought);
    }

    private List<HelpIndex.Entry> entries(Function<Verb, Optional<String>> reason) {
        List<HelpIndex.Entry> found = new ArrayList<>();
        for (Theme theme : Theme.values()) {
            verbs.stream()
                    .filter(verb -> verb.theme() == theme)
                    .forEach(verb -> reason.apply(verb)
                            .map(r -> new HelpIndex.Entry(theme.title(), verb.name(), verb.summary() + r))
                            .ifPresent(found::add));
        }
        return found;
    }

    /** The text after the summary of a matching word; empty if its name, summary or a topic matches. */
    private static Optional<String> reason(Verb verb, List<String> terms) {
        String itself = String.join(" ", verb.name(), verb.summary(), verb.peer(), String.join(" ", verb.aliases()));
        if (says(itself, terms) || verb.topics().stream().anyMatch(topic -> says(topic, terms))) {
            return Optional.of("");
        }
        return Stream.concat(
                        options("", verb.ownParameters()),
                        verb.blockWords().stream().flatMap(word -> words("{ " + word.name() + " }", word)))
                .filter(line -> says(line, terms))
                .findFirst()
                .map(line -> " (" + line + ")");
    }

    private static Stream<String> words(String path, BlockWord word) {
        return Stream.concat(
                Stream.of(path + " " + word.summary()),
                word.block().stream().flatMap(inner -> words("{ " + inner.name() + " }", inner)));
    }

    /** One line per option: its name with the options around it, and its help. */
    private static Stream<String> options(String outer, List<Parameter<?>> parameters) {
        return parameters.stream().filter(p -> !p.isAnyName()).flatMap(p -> {
            String path = outer + p.name() + (p.isPositional() ? "" : ":");
            return Stream.concat(
                    Stream.of(path + " " + p.summary()),
                    options(path + " ", p.reader().inner()));
        });
    }

    private static Stream<String> commands(Verb verb) {
        return verb.examples().stream().flatMap(example -> PeerCommands.of(verb, example).stream());
    }

    /** Whether words of the text begin with all terms; a name such as {@code forwardDelay} also counts as two words. */
    private static boolean says(String text, List<String> terms) {
        String lower = CAMEL.matcher(text).replaceAll(" ").toLowerCase(Locale.ROOT);
        return terms.stream()
                .map(term -> Pattern.compile("(?<![a-z0-9])" + Pattern.quote(term)))
                .allMatch(term -> term.matcher(lower).find()
                        || term.matcher(text.toLowerCase(Locale.ROOT)).find());
    }
}
