package nsx.repl.lsp;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.dsl.help.HelpPage;
import nsx.dsl.session.Verb;
import nsx.dsl.session.Vocabulary;
import nsx.dsl.word.Parameter;
import nsx.repl.complete.Completion;
import nsx.repl.complete.Proposal;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;

/** The help for the name at a position: the page of a word, or the line of an option, block word, property or method. */
final class Hovering {
    private final Vocabulary vocabulary;

    Hovering(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    Optional<Hover> at(Document document, Position place) {
        int offset = document.offset(place);
        int start = document.nameStart(offset);
        int end = document.nameEnd(offset);
        if (start == end) {
            return Optional.empty();
        }
        String name = document.text().substring(start, end);
        Range range = new Range(
                new Position(place.getLine(), place.getCharacter() - (offset - start)),
                new Position(place.getLine(), place.getCharacter() + (end - offset)));
        boolean option = document.text().startsWith(":", end);
        return proposal(document.text().substring(0, end), option ? name + ":" : name)
                .map(p -> page(document, start, name, p))
                .map(text -> new Hover(new MarkupContent(MarkupKind.MARKDOWN, text), range));
    }

    /** The proposal with exactly this name at this position, so that the help is for its meaning there. */
    private Optional<Proposal> proposal(String before, String name) {
        return new Completion(vocabulary, new CatalogueNames())
                .of(before).stream().filter(p -> p.text().equals(name)).findFirst();
    }

    private String page(Document document, int start, String name, Proposal proposal) {
        Optional<Verb> word = vocabulary.find(dotted(document.text(), start) + name);
        boolean line = word.filter(v -> v.summary().equals(proposal.summary())).isEmpty();
        return line ? line(proposal) : page(new HelpPage(word.orElseThrow()));
    }

    /** Returns {@code route.} for {@code route.get} if that is a word with a dot. */
    private String dotted(String text, int start) {
        int from = start;
        while (from > 0 && (text.charAt(from - 1) == '.' || Character.isJavaIdentifierPart(text.charAt(from - 1)))) {
            from--;
        }
        String before = text.substring(from, start);
        return before.endsWith(".") && vocabulary.isPrefix(before.substring(0, before.length() - 1)) ? before : "";
    }

    private static String line(Proposal proposal) {
        return "`" + proposal.text() + "` " + proposal.summary();
    }

    private static String page(HelpPage page) {
        String examples = page.examples().stream()
                .limit(1)
                .map(e -> "\n```nsx\n" + e.script() + "\n```")
                .collect(Collectors.joining());
        return "```nsx\n" + page.syntax() + "\n```\n" + page.summary() + "\n"
                + list(Stream.concat(page.arguments().stream(), page.options().stream())
                        .toList())
                + examples;
    }

    private static String list(List<Parameter<?>> parameters) {
        return parameters.stream()
                .filter(p -> !p.isAnyName())
                .map(p -> "\n- `" + p.name() + "` " + p.help())
                .collect(Collectors.joining());
    }
}
