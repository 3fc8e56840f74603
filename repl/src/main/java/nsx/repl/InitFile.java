package nsx.repl;

import java.util.List;
import java.util.stream.Collectors;
import nsx.dsl.script.Source;

/** {@code init.nsx}: lines that begin with a colon are commands of the prompt and come first, the others are one script. */
record InitFile(Source source) {
    void run(Evaluation evaluation, ShellCommands commands) {
        List<String> lines = source.text().lines().toList();
        lines.stream().filter(line -> line.startsWith(":")).forEach(commands::run);
        // the places of errors stay what they are
        String rest =
                lines.stream().map(line -> line.startsWith(":") ? "" : line).collect(Collectors.joining("\n"));
        if (!rest.isBlank()) {
            evaluation.evaluateHere(new Source(source.name(), rest));
        }
    }
}
