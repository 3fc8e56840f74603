package nsx.repl;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.IntSupplier;
import nsx.sys.BesideLoader;

/** Loads the language server and the protocol library. */
final class LanguageServerLoader {
    private LanguageServerLoader() {}

    /** Makes the server, which runs until its client ends it. */
    static IntSupplier server(InputStream in, OutputStream out, String version) {
        try {
            return (IntSupplier) BesideLoader.load("lsp", LanguageServerLoader.class, "nsx.repl.lsp.LanguageServerMain")
                    .getConstructor(InputStream.class, OutputStream.class, String.class)
                    .newInstance(in, out, version);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the language server cannot be loaded", e);
        }
    }
}
