package nsx.repl.lsp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import nsx.dsl.session.Vocabulary;
import nsx.dsl.verb.Words;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.TextDocumentService;

/**
 * The texts that are open in the editor. A single thread checks them; if a text changed several times meanwhile, it
 * checks only the last version.
 */
final class OpenDocuments implements TextDocumentService, AutoCloseable {
    private final Vocabulary vocabulary = Words.vocabulary();
    private final CheckFindings findings = new CheckFindings(vocabulary);
    private final Proposals proposals = new Proposals(vocabulary);
    private final Hovering hovering = new Hovering(vocabulary);
    private final Map<String, Document> open = new ConcurrentHashMap<>();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "documents");
        thread.setDaemon(true);
        return thread;
    });
    private volatile LanguageClient client;

    void connect(LanguageClient to) {
        client = to;
    }

    @Override
    public void didOpen(DidOpenTextDocumentParams parameters) {
        TextDocumentItem item = parameters.getTextDocument();
        changed(new Document(item.getUri(), item.getVersion(), item.getText()));
    }

    @Override
    public void didChange(DidChangeTextDocumentParams parameters) {
        parameters.getContentChanges().stream().reduce((first, last) -> last).ifPresent(change -> {
            Integer version = parameters.getTextDocument().getVersion();
            changed(new Document(
                    parameters.getTextDocument().getUri(), version == null ? 0 : version, change.getText()));
        });
    }

    private void changed(Document document) {
        open.put(document.uri(), document);
        worker.execute(() -> publish(document));
    }

    private void publish(Document document) {
        if (open.get(document.uri()) == document) {
            client.publishDiagnostics(
                    new PublishDiagnosticsParams(document.uri(), findings.of(document), document.version()));
        }
    }

    @Override
    public void didClose(DidCloseTextDocumentParams parameters) {
        String uri = parameters.getTextDocument().getUri();
        open.remove(uri);
        worker.execute(() -> client.publishDiagnostics(new PublishDiagnosticsParams(uri, List.of())));
    }

    @Override
    public void didSave(DidSaveTextDocumentParams parameters) {
        // a save does not change the text
    }

    @Override
    public CompletableFuture<Either<List<CompletionItem>, CompletionList>> completion(CompletionParams parameters) {
        Optional<Document> document = find(parameters.getTextDocument().getUri());
        return CompletableFuture.supplyAsync(
                () -> Either.forLeft(document.map(d -> proposals.at(d, parameters.getPosition()))
                        .orElse(List.of())),
                worker);
    }

    @Override
    public CompletableFuture<Hover> hover(HoverParams parameters) {
        Optional<Document> document = find(parameters.getTextDocument().getUri());
        return CompletableFuture.supplyAsync(
                () -> document.flatMap(d -> hovering.at(d, parameters.getPosition()))
                        .orElse(null),
                worker);
    }

    private Optional<Document> find(String uri) {
        return Optional.ofNullable(open.get(uri));
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
