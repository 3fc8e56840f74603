package nsx.repl.lsp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import nsx.dsl.session.Vocabulary;
import nsx.repl.complete.Completion;
import nsx.repl.complete.Proposal;
import nsx.repl.complete.Spot;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/**
 * Offers the proposals of the prompt at the same position, without the names of this machine: a script is mostly
 * written for another one.
 */
final class Proposals {
    private final Vocabulary vocabulary;

    Proposals(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    List<CompletionItem> at(Document document, Position place) {
        String before = document.before(place);
        int fragment = Spot.at(before).fragment().length();
        Range replaced = new Range(new Position(place.getLine(), Math.max(0, place.getCharacter() - fragment)), place);
        List<CompletionItem> items = new ArrayList<>();
        for (Proposal proposal : new Completion(vocabulary, new CatalogueNames()).of(before)) {
            items.add(item(proposal, items.size(), replaced));
        }
        return items;
    }

    /**
     * Makes an item.
     *
     * @param number keeps the order of the prompt, in which the nearest proposals come first
     */
    private static CompletionItem item(Proposal proposal, int number, Range replaced) {
        CompletionItem item = new CompletionItem(proposal.text());
        item.setKind(kind(proposal.group()));
        item.setDetail(proposal.group());
        item.setSortText(String.format(Locale.ROOT, "%05d", number));
        item.setFilterText(proposal.text());
        item.setTextEdit(Either.forLeft(new TextEdit(replaced, proposal.text())));
        if (!proposal.summary().isEmpty()) {
            item.setDocumentation(proposal.summary());
        }
        return item;
    }

    private static CompletionItemKind kind(String group) {
        return switch (group) {
            case "options", "properties", "entries" -> CompletionItemKind.Property;
            case "variables" -> CompletionItemKind.Variable;
            case "methods" -> CompletionItemKind.Method;
            case "words of this block" -> CompletionItemKind.Keyword;
            default -> CompletionItemKind.Function;
        };
    }
}
