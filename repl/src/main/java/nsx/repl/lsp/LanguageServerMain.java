package nsx.repl.lsp;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.function.IntSupplier;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;

/** Runs the language server on a pair of streams until the client ends it or the input ends. */
public final class LanguageServerMain implements IntSupplier {
    private final InputStream in;
    private final OutputStream out;
    private final String version;

    /** Called by reflection: see {@code nsx.repl.LanguageServerLoader}. */
    public LanguageServerMain(InputStream in, OutputStream out, String version) {
        this.in = in;
        this.out = out;
        this.version = version;
    }

    /** @return 0 if the client sent {@code shutdown} first, otherwise 1, as the protocol requires */
    @Override
    public int getAsInt() {
        try (NsxLanguageServer server = new NsxLanguageServer(version)) {
            Launcher<LanguageClient> launcher = LSPLauncher.createServerLauncher(server, in, out);
            server.connect(launcher.getRemoteProxy());
            server.listens(launcher.startListening());
            return server.code();
        } catch (InterruptedException | ExecutionException e) {
            return 1;
        }
    }
}
