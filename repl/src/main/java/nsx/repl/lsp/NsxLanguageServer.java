package nsx.repl.lsp;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.eclipse.lsp4j.CompletionOptions;
import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.SetTraceParams;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.eclipse.lsp4j.services.WorkspaceService;

/** Handles requests about the server itself: its capabilities and its end. */
final class NsxLanguageServer implements LanguageServer, AutoCloseable {
    /** The characters after which the client asks for proposals: they begin an argument or a name. */
    private static final List<String> TRIGGERS = List.of(".", " ", "'", "(", "{", "[");

    private final String version;
    private final OpenDocuments documents = new OpenDocuments();
    private volatile Future<Void> listening = CompletableFuture.completedFuture(null);
    private volatile boolean shutDown;

    NsxLanguageServer(String version) {
        this.version = version;
    }

    void connect(LanguageClient client) {
        documents.connect(client);
    }

    /** @param future completes with the input */
    void listens(Future<Void> future) {
        listening = future;
    }

    /** Waits for the end; returns the exit code. */
    int code() throws InterruptedException, ExecutionException {
        try {
            listening.get();
        } catch (CancellationException e) {
            // the client sent exit
        }
        return shutDown ? 0 : 1;
    }

    @Override
    public CompletableFuture<InitializeResult> initialize(InitializeParams parameters) {
        ServerCapabilities capabilities = new ServerCapabilities();
        capabilities.setTextDocumentSync(TextDocumentSyncKind.Full);
        capabilities.setCompletionProvider(new CompletionOptions(false, TRIGGERS));
        capabilities.setHoverProvider(true);
        return CompletableFuture.completedFuture(new InitializeResult(capabilities, new ServerInfo("nsx", version)));
    }

    @Override
    public CompletableFuture<Object> shutdown() {
        shutDown = true;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void exit() {
        listening.cancel(true);
    }

    @Override
    public void setTrace(SetTraceParams parameters) {
        // no settings are needed
    }

    @Override
    public TextDocumentService getTextDocumentService() {
        return documents;
    }

    @Override
    public WorkspaceService getWorkspaceService() {
        return new WorkspaceService() {
            @Override
            public void didChangeConfiguration(DidChangeConfigurationParams parameters) {
                // there is nothing to configure
            }

            @Override
            public void didChangeWatchedFiles(DidChangeWatchedFilesParams parameters) {
                // what counts is the text in the editor
            }
        };
    }

    @Override
    public void close() {
        documents.close();
    }
}
