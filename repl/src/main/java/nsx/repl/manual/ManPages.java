package nsx.repl.manual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import nsx.dsl.help.HelpPage;
import nsx.dsl.session.Verb;
import nsx.dsl.verb.Words;

/** Writes a manual page for each word; the build of the packages runs it. */
public final class ManPages {
    private ManPages() {}

    /** Writes the pages; the arguments are an existing directory and the version of nsx. */
    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]), arguments[1], Words.vocabulary().verbs());
    }

    static void write(Path directory, String version, Collection<Verb> words) throws IOException {
        for (Verb word : words) {
            Files.writeString(
                    directory.resolve(ManPage.file(word.name())), new ManPage(new HelpPage(word), version).text());
        }
    }
}
